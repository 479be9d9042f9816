import type { RunningServer } from '../running-server.ts';

/** Asks a path below `/api/v1` and answers its JSON. Throws for any answer but 200. */
export type Ask = (path: string) => Promise<unknown>;

/** Logged in as the server's administrator, and again whenever the token ends. */
export async function openApi({ apiUrl, adminEmail, adminPassword }: RunningServer): Promise<Ask> {
  const body = new URLSearchParams({ username: adminEmail, password: adminPassword ?? '' });
  const login = async (): Promise<string> => {
    const answer = await fetch(`${apiUrl}/api/v1/auth/token`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return token;
  };
  let token = await login();
  return async (path) => {
    const send = () => fetch(`${apiUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    let answer = await send();
    if (answer.status === 401) {
      token = await login();
      answer = await send();
    }
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}
