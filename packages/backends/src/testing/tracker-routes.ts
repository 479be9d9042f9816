import { z } from 'zod';
import type { ProviderCall, ProviderReply, ProviderRoutes } from './provider-server.ts';

export type TrackedIssue = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  isClosed: boolean;
  /** Unix milliseconds. */
  updatedAt: number;
  readonly comments: { readonly id: number; readonly body: string }[];
};
export type TrackedCommit = { readonly sha: string; readonly message: string };
export type TrackerState = {
  readonly issues: TrackedIssue[];
  /** Oldest first; `base...head` is those after base up to head. */
  readonly commits: TrackedCommit[];
  readonly now: () => number;
};

const gitHubIssue = z.strictObject({
  title: z.string().min(1).max(256),
  body: z.string(),
  labels: z.array(z.string()),
});
const gitHubMove = z.strictObject({
  state: z.enum(['open', 'closed']),
  state_reason: z.enum(['completed', 'reopened']),
});

/** https://docs.github.com/en/rest, version 2022-11-28: issues, comments and commits of `acme/shop`. */
export function gitHubTracker(state: TrackerState, token: string): ProviderRoutes {
  return (call) => {
    if (call.headers.authorization !== `Bearer ${token}`)
      return { status: 401, json: { message: 'Bad credentials' } };
    const root = '/repos/acme/shop';
    const part = call.path.startsWith(root) ? call.path.slice(root.length) : null;
    if (part === '') return ok({ full_name: 'acme/shop', has_issues: true, default_branch: 'main' });
    if (part === '/issues' && call.method === 'POST') {
      const { title, body, labels } = gitHubIssue.parse(call.body);
      return created(gitHubJson(addIssue(state, { title, body, labels })));
    }
    if (part === '/issues') {
      const since = Date.parse(call.query.get('since') ?? '1970-01-01');
      const fit = state.issues.filter((one) => one.updatedAt >= since);
      return ok(pageOf(fit.toReversed(), call).map(gitHubJson));
    }
    const compared = /^\/compare\/(.+)\.\.\.(.+)$/.exec(part ?? '');
    if (compared !== null) {
      const range = between(state, compared[1] ?? '', compared[2] ?? '');
      return range === null
        ? null
        : ok({ total_commits: range.length, commits: pageOf(range, call).map(gitHubCommit) });
    }
    return part === null ? null : gitHubIssueRoute(state, part, call);
  };
}

function gitHubIssueRoute(state: TrackerState, part: string, call: ProviderCall): ProviderReply | null {
  const [, number, rest = ''] = /^\/issues\/(\d+)(\/comments)?$/.exec(part) ?? [];
  const issue = state.issues.find((one) => one.number === Number(number));
  if (issue === undefined) return null;
  if (rest === '/comments') {
    if (call.method === 'GET') return ok(pageOf(issue.comments, call));
    return created(addComment(issue, z.strictObject({ body: z.string() }).parse(call.body).body));
  }
  if (call.method === 'PATCH') moveIssue(state, issue, gitHubMove.parse(call.body).state === 'closed');
  return ok(gitHubJson(issue));
}

/** What an `issues` webhook and the REST API show alike. */
export function gitHubJson(issue: TrackedIssue): Record<string, unknown> {
  return {
    id: issue.number + 1_000_000,
    number: issue.number,
    title: issue.title,
    body: issue.body,
    html_url: `https://github.example/acme/shop/issues/${issue.number}`,
    state: issue.isClosed ? 'closed' : 'open',
    state_reason: issue.isClosed ? 'completed' : null,
    labels: issue.labels.map((name) => ({ name })),
    // GitHub's clock has whole seconds.
    updated_at: new Date(Math.floor(issue.updatedAt / 1_000) * 1_000).toISOString().replace('.000', ''),
  };
}

function gitHubCommit({ sha, message }: TrackedCommit): unknown {
  const author = { name: 'Ann', email: 'ann@acme.example', date: '2026-11-20T10:00:00Z' };
  return { sha, commit: { message, author } };
}

const gitLabIssue = z.strictObject({ title: z.string(), description: z.string(), labels: z.string() });

/** https://docs.gitlab.com/api/rest, version 4: issues, notes and commits of `acme/shop`. */
export function gitLabTracker(state: TrackerState, token: string): ProviderRoutes {
  return (call) => {
    if (call.headers['private-token'] !== token)
      return { status: 401, json: { message: '401 Unauthorized' } };
    const root = '/api/v4/projects/acme%2Fshop';
    const part = call.path.startsWith(root) ? call.path.slice(root.length) : null;
    if (part === '') return ok({ id: 1, path_with_namespace: 'acme/shop', default_branch: 'main' });
    if (part === '/issues' && call.method === 'POST') {
      const { title, description, labels } = gitLabIssue.parse(call.body);
      return created(gitLabJson(addIssue(state, { title, body: description, labels: labels.split(',') })));
    }
    if (part === '/issues') {
      return ok(pageOf(state.issues.toReversed(), call).map(gitLabJson));
    }
    if (part === '/repository/compare') {
      const range = between(state, call.query.get('from') ?? '', call.query.get('to') ?? '');
      return range === null ? null : ok({ commits: range.map(gitLabCommit) });
    }
    return part === null ? null : gitLabIssueRoute(state, part, call);
  };
}

function gitLabIssueRoute(state: TrackerState, part: string, call: ProviderCall): ProviderReply | null {
  const [, number, rest = ''] = /^\/issues\/(\d+)(\/notes)?$/.exec(part) ?? [];
  const issue = state.issues.find((one) => one.number === Number(number));
  if (issue === undefined) return null;
  if (rest === '/notes') {
    if (call.method === 'GET') return ok(pageOf(issue.comments.toReversed(), call));
    return created(addComment(issue, z.strictObject({ body: z.string() }).parse(call.body).body));
  }
  if (call.method === 'PUT') {
    const { state_event } = z.strictObject({ state_event: z.enum(['close', 'reopen']) }).parse(call.body);
    moveIssue(state, issue, state_event === 'close');
  }
  return ok(gitLabJson(issue));
}

function gitLabJson(issue: TrackedIssue): Record<string, unknown> {
  return {
    id: issue.number + 2_000_000,
    iid: issue.number,
    title: issue.title,
    description: issue.body,
    web_url: `https://gitlab.example/acme/shop/-/issues/${issue.number}`,
    state: issue.isClosed ? 'closed' : 'opened',
    labels: issue.labels,
    updated_at: new Date(issue.updatedAt).toISOString(),
  };
}

function gitLabCommit({ sha, message }: TrackedCommit): unknown {
  return {
    id: sha,
    message,
    author_name: 'Ann',
    author_email: 'ann@acme.example',
    committed_date: '2026-11-20T10:00:00.000+00:00',
  };
}

export function addIssue(
  state: TrackerState,
  given: Pick<TrackedIssue, 'title' | 'body' | 'labels'>,
): TrackedIssue {
  const issue = {
    number: state.issues.length + 11,
    ...given,
    isClosed: false,
    updatedAt: state.now(),
    comments: [],
  };
  state.issues.push(issue);
  return issue;
}

export function moveIssue(state: TrackerState, issue: TrackedIssue, isClosed: boolean): void {
  issue.isClosed = isClosed;
  issue.updatedAt = Math.max(state.now(), issue.updatedAt + 1_000);
}

export function addComment(issue: TrackedIssue, body: string): { id: number; body: string } {
  const comment = { id: issue.number * 100 + issue.comments.length, body };
  issue.comments.push(comment);
  return comment;
}

function between({ commits }: TrackerState, base: string, head: string): TrackedCommit[] | null {
  const from = commits.findIndex(({ sha }) => sha === base);
  const to = commits.findIndex(({ sha }) => sha === head);
  return to === -1 ? null : commits.slice(from + 1, to + 1);
}

function pageOf<Entry>(entries: readonly Entry[], { query }: ProviderCall): Entry[] {
  const size = Number(query.get('per_page') ?? 20);
  const page = Number(query.get('page') ?? 1);
  return entries.slice((page - 1) * size, page * size);
}

function ok(json: unknown): ProviderReply {
  return { status: 200, json };
}

function created(json: unknown): ProviderReply {
  return { status: 201, json };
}
