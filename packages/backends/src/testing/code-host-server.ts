import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitHubRoutes } from './github-routes.ts';
import { gitLabRoutes } from './gitlab-routes.ts';

export type HostFile = { readonly content: string; readonly mode: string };
export type HostCommit = {
  readonly parent: string | null;
  readonly message: string;
  readonly files: Map<string, HostFile>;
};
export type HostPull = {
  readonly number: number;
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body: string;
  readonly draft: boolean;
  state: 'open' | 'closed' | 'merged';
  readonly comments: string[];
};

/** What a code host keeps of one repository. */
export type HostState = {
  readonly defaultBranch: string;
  readonly branches: Map<string, string>;
  readonly commits: Map<string, HostCommit>;
  readonly pulls: HostPull[];
  /** Objects of GitHub's Git database by their hash. */
  readonly objects: Map<string, unknown>;
};

export type HostCall = { readonly method: string; readonly path: string; readonly body: unknown };
export type HostReply = { readonly status: number; readonly json: unknown };
export type HostRoute = (call: HostCall, state: HostState) => HostReply | null;

export type CodeHostServer = {
  readonly apiUrl: string;
  readonly state: HostState;
  readonly calls: HostCall[];
  /** Says what happens to a call before or instead of its answer, which never comes after `hold_after`; null lets it pass. */
  fault: ((call: HostCall) => 'cut_after' | 'hold_after' | HostReply | null) | null;
  stop(): Promise<void>;
};

/**
 * A server that speaks GitHub's or GitLab's REST API as their references describe it, for one repository. It refuses what
 * the real ones refuse: wrong tokens, branches that exist, second pull requests of a branch, unknown commits.
 */
export async function startCodeHostServer(options: {
  readonly kind: 'github' | 'gitlab';
  readonly token: string;
  readonly commit: string;
  readonly files: Readonly<Record<string, string>>;
}): Promise<CodeHostServer> {
  const files = new Map(
    Object.entries(options.files).map(([path, content]) => [path, { content, mode: '100644' }] as const),
  );
  const state: HostState = {
    defaultBranch: 'main',
    branches: new Map([['main', options.commit]]),
    commits: new Map([[options.commit, { parent: null, message: 'Start', files }]]),
    pulls: [],
    objects: new Map(),
  };
  const calls: HostCall[] = [];
  const route = options.kind === 'github' ? gitHubRoutes : gitLabRoutes;
  const http = createServer((request, response) => {
    void (async () => {
      const call = { method: request.method ?? '', path: request.url ?? '', body: await readJson(request) };
      calls.push(call);
      const fault = server.fault?.(call) ?? null;
      const reply = isAllowed(request, options)
        ? ((typeof fault === 'object' ? fault : null) ??
          route(call, state) ?? { status: 404, json: { message: '404 Not Found' } })
        : { status: 401, json: { message: 'Bad credentials' } };
      if (fault === 'hold_after') return response;
      if (fault === 'cut_after') return response.destroy();
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(reply.json));
    })();
  });
  await new Promise<void>((resolve) => {
    http.listen(0, '127.0.0.1', resolve);
  });
  const { port } = http.address() as AddressInfo;
  const server: CodeHostServer = {
    apiUrl: `http://127.0.0.1:${port}`,
    state,
    calls,
    fault: null,
    stop: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
  return server;
}

function isAllowed(request: IncomingMessage, options: { kind: string; token: string }): boolean {
  return options.kind === 'github'
    ? request.headers.authorization === `Bearer ${options.token}`
    : request.headers['private-token'] === options.token;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? null : (JSON.parse(text) as unknown);
}
