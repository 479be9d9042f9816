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

export type Credentials = { readonly username: string; readonly password: string; readonly otp?: string };

/** @throws ApiError when name or password is wrong, or with the code `otp_required` when a one-time code is missing. */
export async function signIn(credentials: Credentials): Promise<void> {
  await open('/api/v1/auth/token', new URLSearchParams({ grant_type: 'password', ...credentials }));
}

/** Makes an account by an invitation and signs it in. @throws ApiError */
export async function acceptInvitation(account: {
  readonly token: string;
  readonly email?: string;
  readonly name: string;
  readonly password: string;
}): Promise<void> {
  const body = new Blob([JSON.stringify(account)], { type: 'application/json' });
  await open('/api/v1/auth/invitations/accept', body);
}

async function open(path: string, body: URLSearchParams | Blob): Promise<void> {
  const response = await fetch(path, { method: 'POST', body, credentials: 'same-origin' });
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
