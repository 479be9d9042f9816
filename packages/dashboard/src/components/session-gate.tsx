import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { loginMethodsQuery } from '../api/profile.ts';
import { currentPhase, refreshSession, subscribeToSession } from '../api/session.ts';
import { REFRESH_MS } from '../limits.ts';
import { LoginPage } from '../pages/login-page.tsx';
import { Busy } from './busy.tsx';

/** How one can sign in is the same for everybody, and the login page is asking for it just now. */
const isOfPerson = ({ queryKey }: { readonly queryKey: readonly unknown[] }): boolean =>
  queryKey[0] !== loginMethodsQuery().queryKey[0];

/** Shows its children to people who are signed in, and the login page, at the same address, to all others. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const phase = useSyncExternalStore(subscribeToSession, currentPhase);
  const queryClient = useQueryClient();

  useEffect(() => {
    if (phase === 'unknown') void refreshSession();
    // What one person saw must not be there for the next one.
    if (phase === 'signed_out') queryClient.removeQueries({ predicate: isOfPerson });
    if (phase !== 'unreachable') return undefined;
    const timer = setInterval(() => void refreshSession(), REFRESH_MS.reachability);
    return () => clearInterval(timer);
  }, [phase, queryClient]);

  if (phase === 'signed_in') return children;
  if (phase === 'signed_out') return <LoginPage />;
  return <Busy text={phase === 'unknown' ? 'Loading…' : 'The server cannot be reached. Trying again…'} />;
}
