import { readProblem } from './api-error.ts';

/**
 * unknown -> signed_in | signed_out | unreachable, decided by the first refresh; unreachable is left by trying again.
 * The access token lives in memory only. The refresh token is an httpOnly cookie, so no script can read it.
 */
export type SessionPhase = 'unknown' | 'signed_in' | 'signed_out' | 'unreachable';

type TokenAnswer = { readonly access_token: string };

let accessToken: string | null = null;
let phase: SessionPhase = 'unknown';
let refreshing: Promise<boolean> | null = null;
const listeners = new Set<() => void>();

export function currentPhase(): SessionPhase {
  return phase;
}

export function currentToken(): string | null {
  return accessToken;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @throws ApiError when the name or password is wrong. */
export async function signIn(credentials: { username: string; password: string }): Promise<void> {
  const response = await fetch('/api/v1/auth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', ...credentials }),
    credentials: 'same-origin',
  });
  if (!response.ok) throw await readProblem(response);
  accept((await response.json()) as TokenAnswer);
}

export async function signOut(): Promise<void> {
  const headers = new Headers();
  if (accessToken !== null) headers.set('authorization', `Bearer ${accessToken}`);
  change({ token: null, to: 'signed_out' });
  await fetch('/api/v1/auth/logout', { method: 'POST', headers, credentials: 'same-origin' });
}

/** True when there is a fresh access token afterwards. Calls at the same time share one request. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= oneTabAtATime(refreshOnce).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** A refresh token is good for one use, so two tabs must not spend the same one. Locks exist on https and localhost only. */
async function oneTabAtATime(refresh: () => Promise<boolean>): Promise<boolean> {
  if (!window.isSecureContext) return refresh();
  return navigator.locks.request('bugsage-refresh', refresh);
}

async function refreshOnce(): Promise<boolean> {
  try {
    const response = await fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' });
    if (response.ok) {
      accept((await response.json()) as TokenAnswer);
      return true;
    }
    // A server that is starting or overloaded must not throw people out.
    if (response.status < 500 && response.status !== 429) change({ token: null, to: 'signed_out' });
    else if (phase === 'unknown') change({ token: null, to: 'unreachable' });
  } catch {
    if (phase === 'unknown') change({ token: null, to: 'unreachable' });
  }
  return false;
}

function accept(answer: TokenAnswer): void {
  change({ token: answer.access_token, to: 'signed_in' });
}

function change(next: { readonly token: string | null; readonly to: SessionPhase }): void {
  accessToken = next.token;
  phase = next.to;
  for (const listener of listeners) listener();
}
