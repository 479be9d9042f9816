import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ApiError } from './api/api-error.ts';
import { Shell } from './components/shell.tsx';
import { SessionGate } from './components/session-gate.tsx';
import { IssuesPage } from './pages/issues-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';

// The issue page brings the chart; the list should not wait for it.
const IssuePage = lazy(async () => ({ default: (await import('./pages/issue-page.tsx')).IssuePage }));
const FixesPage = lazy(async () => ({ default: (await import('./pages/fixes-page.tsx')).FixesPage }));
const SettingsPage = lazy(async () => ({
  default: (await import('./pages/settings-page.tsx')).SettingsPage,
}));

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      staleTime: 1_000,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <SessionGate>
          <Routes>
            <Route element={<Shell />}>
              <Route index element={<IssuesPage />} />
              <Route path="issues" element={<IssuesPage />} />
              <Route path="issues/:issueId" element={<IssuePage />} />
              <Route path="fixes" element={<FixesPage />} />
              <Route path="settings" element={<SettingsPage />} />
              <Route path="*" element={<NotFoundPage />} />
            </Route>
          </Routes>
        </SessionGate>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
