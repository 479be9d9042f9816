import type { z } from 'zod';
import {
  analysisSchema,
  fixPageSchema,
  issuePageSchema,
  projectSchema,
  tokenSchema,
  type DemoAnalysis,
  type DemoFix,
  type DemoIssue,
  type RegisteredRepository,
} from './api-schemas.ts';
import { LIMITS } from './limits.ts';

export type BugsageApi = {
  /** The repository project 1 has now. */
  repository(): Promise<RegisteredRepository>;
  registerRepository(repository: RegisteredRepository): Promise<void>;
  issues(): Promise<DemoIssue[]>;
  /** Null until there is one. */
  analysis(issueId: string): Promise<DemoAnalysis | null>;
  fixes(issueId: string): Promise<DemoFix[]>;
};

export type ApiAccess = { readonly apiUrl: string; readonly email: string; readonly password: string };

const PROJECT_ID = 1;

/** Logs in. Throws with address and status when the server does not answer as expected. */
export async function connectApi(access: ApiAccess): Promise<BugsageApi> {
  let token = await logIn(access);

  async function call<T>(path: string, schema: z.ZodType<T>, init: RequestInit = {}): Promise<T | null> {
    const url = new URL(`/api/v1/${path}`, access.apiUrl);
    let response = await send(url, init, token);
    if (response.status === 401) {
      token = await logIn(access);
      response = await send(url, init, token);
    }
    if (response.status === 404) return null;
    if (!response.ok) throw await refusal(url, response);
    return schema.parse(await response.json());
  }

  const projectPath = `projects/${PROJECT_ID}`;
  return {
    repository: async () => (await call(projectPath, projectSchema))?.repository ?? null,
    registerRepository: async (repository) => {
      const init = { method: 'PUT', body: JSON.stringify({ repository }) };
      const project = await call(projectPath, projectSchema, init);
      if (!project) throw new Error(`Project ${PROJECT_ID} does not exist on ${access.apiUrl}.`);
    },
    issues: async () =>
      (await call(`issues?project_id=${PROJECT_ID}&limit=100`, issuePageSchema))?.issues ?? [],
    analysis: (issueId) => call(`issues/${encodeURIComponent(issueId)}/analysis`, analysisSchema),
    fixes: async (issueId) =>
      (await call(`fixes?issue_id=${encodeURIComponent(issueId)}`, fixPageSchema))?.fixes ?? [],
  };
}

async function logIn({ apiUrl, email, password }: ApiAccess): Promise<string> {
  const url = new URL('/api/v1/auth/token', apiUrl);
  const body = new URLSearchParams({ grant_type: 'password', username: email, password });
  const response = await fetch(url, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(LIMITS.apiRequestMs),
  }).catch((cause: unknown) => {
    throw new Error(`No BugSage answers at ${apiUrl}. Start one with "npm start" in another shell.`, {
      cause,
    });
  });
  if (!response.ok) throw await refusal(url, response);
  return tokenSchema.parse(await response.json()).access_token;
}

function send(url: URL, init: RequestInit, token: string): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (init.body) headers['content-type'] = 'application/json';
  return fetch(url, { ...init, headers, signal: AbortSignal.timeout(LIMITS.apiRequestMs) });
}

async function refusal(url: URL, response: Response): Promise<Error> {
  const text = (await response.text()).slice(0, LIMITS.refusalTextMax);
  return new Error(`${url.href} answered ${response.status}: ${text}`);
}
