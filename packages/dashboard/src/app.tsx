import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ApiError } from './api/api-error.ts';
import { Shell } from './components/shell.tsx';
import { SessionGate } from './components/session-gate.tsx';
import { InvitationPage } from './pages/invitation-page.tsx';
import { IssuesPage } from './pages/issues-page.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PasswordPage } from './pages/password-page.tsx';

// The issue page brings the chart; the list should not wait for it.
const IssuePage = lazy(async () => ({ default: (await import('./pages/issue-page.tsx')).IssuePage }));
const FixesPage = lazy(async () => ({ default: (await import('./pages/fixes-page.tsx')).FixesPage }));
const SettingsPage = lazy(async () => ({
  default: (await import('./pages/settings-page.tsx')).SettingsPage,
}));

const AlertsPage = lazy(async () => ({ default: (await import('./pages/alerts-page.tsx')).AlertsPage }));
const IntegrationsPage = lazy(async () => ({
  default: (await import('./pages/integrations-page.tsx')).IntegrationsPage,
}));
const MembersPage = lazy(async () => ({ default: (await import('./pages/members-page.tsx')).MembersPage }));
const AuditLogPage = lazy(async () => ({
  default: (await import('./pages/audit-log-page.tsx')).AuditLogPage,
}));
const GroupingRulesPage = lazy(async () => ({
  default: (await import('./pages/grouping-rules-page.tsx')).GroupingRulesPage,
}));
const SourceMapsPage = lazy(async () => ({
  default: (await import('./pages/source-maps-page.tsx')).SourceMapsPage,
}));
const ReleasesPage = lazy(async () => ({
  default: (await import('./pages/releases-page.tsx')).ReleasesPage,
}));
const ReleasePage = lazy(async () => ({ default: (await import('./pages/release-page.tsx')).ReleasePage }));
const AccountPage = lazy(async () => ({ default: (await import('./pages/account-page.tsx')).AccountPage }));

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
        <Routes>
          <Route path="invitation" element={<InvitationPage />} />
          <Route path="password" element={<PasswordPage />} />
          <Route
            element={
              <SessionGate>
                <Shell />
              </SessionGate>
            }
          >
            <Route index element={<IssuesPage />} />
            <Route path="issues" element={<IssuesPage />} />
            <Route path="issues/:issueId" element={<IssuePage />} />
            <Route path="fixes" element={<FixesPage />} />
            <Route path="releases" element={<ReleasesPage />} />
            <Route path="releases/release" element={<ReleasePage />} />
            <Route path="settings" element={<SettingsPage />} />
            <Route path="alerts" element={<AlertsPage />} />
            <Route path="integrations" element={<IntegrationsPage />} />
            <Route path="grouping-rules" element={<GroupingRulesPage />} />
            <Route path="source-maps" element={<SourceMapsPage />} />
            <Route path="members" element={<MembersPage />} />
            <Route path="audit-log" element={<AuditLogPage />} />
            <Route path="account" element={<AccountPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Route>
        </Routes>
      </BrowserRouter>
    </QueryClientProvider>
  );
}
