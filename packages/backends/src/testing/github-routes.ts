import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HostFile, HostPull, HostReply, HostRoute, HostState } from './code-host-server.ts';

const treeEntry = z.object({
  path: z.string(),
  mode: z.enum(['100644', '100755']),
  type: z.literal('blob'),
  sha: z.string().nullable(),
});
const bodies = {
  blob: z.strictObject({ content: z.string(), encoding: z.literal('utf-8') }),
  tree: z.strictObject({ base_tree: z.string(), tree: z.array(treeEntry) }),
  commit: z.strictObject({ message: z.string(), tree: z.string(), parents: z.array(z.string()).length(1) }),
  ref: z.strictObject({ ref: z.string().startsWith('refs/heads/'), sha: z.string() }),
  pull: z.strictObject({
    title: z.string().min(1),
    body: z.string(),
    head: z.string(),
    base: z.string(),
    draft: z.boolean(),
  }),
};

/** https://docs.github.com/en/rest, version 2022-11-28: the routes our adapter calls, with their recorded shapes. */
export const gitHubRoutes: HostRoute = ({ method, path, body }, state) => {
  const found = /^\/repos\/acme\/shop(\/[^?]*)?(?:\?(.*))?$/.exec(path);
  if (found === null) return null;
  const [, part = '', query = ''] = found;
  const key = `${method} ${part.replace(/\/\d+(?=\/|$)/, '/:number').replace(/[0-9a-f]{40}/, ':sha')}`;
  const number = Number(/\/(\d+)(?:\/|$)/.exec(part)?.[1] ?? 0);
  const pull = state.pulls.find((one) => one.number === number);
  switch (key) {
    case 'GET ':
      return ok({ full_name: 'acme/shop', default_branch: state.defaultBranch });
    case 'GET /pulls': {
      const head = new URLSearchParams(query).get('head') ?? '';
      return ok(state.pulls.filter((one) => `acme:${one.head}` === head).map(pullJson));
    }
    case 'POST /pulls':
      return createPull(bodies.pull.parse(body), state);
    case 'GET /pulls/:number':
      return pull === undefined ? null : ok(pullJson(pull));
    case 'PATCH /pulls/:number':
      if (pull === undefined) return null;
      pull.state = 'closed';
      return ok(pullJson(pull));
    case 'GET /issues/:number/comments':
      return ok(pull?.comments.map((text) => ({ id: 1, body: text })) ?? []);
    case 'POST /issues/:number/comments':
      pull?.comments.push(z.object({ body: z.string() }).parse(body).body);
      return created({ id: 1 });
    default:
      return part.startsWith('/git/') ? gitDatabase({ method, part, body }, state) : null;
  }
};

function gitDatabase(
  { method, part, body }: { readonly method: string; readonly part: string; readonly body: unknown },
  state: HostState,
): HostReply | null {
  const branch = /^\/git\/ref\/heads\/(.+)$/.exec(part)?.[1];
  if (method === 'GET' && branch !== undefined) {
    const sha = state.branches.get(decodeURIComponent(branch));
    return sha === undefined ? null : ok({ ref: `refs/heads/${branch}`, object: { sha, type: 'commit' } });
  }
  const commit = /^\/git\/commits\/([0-9a-f]{40})$/.exec(part)?.[1];
  if (method === 'GET' && commit !== undefined) {
    return state.commits.has(commit) ? ok({ sha: commit, tree: { sha: treeOf(commit, state) } }) : null;
  }
  if (method !== 'POST') return null;
  switch (part) {
    case '/git/blobs':
      return created({ sha: keep(state, bodies.blob.parse(body).content) });
    case '/git/trees': {
      const { base_tree: base, tree } = bodies.tree.parse(body);
      const files = new Map(state.objects.get(base) as Map<string, HostFile>);
      for (const { path, mode, sha } of tree) {
        if (sha === null) files.delete(path);
        else files.set(path, { content: state.objects.get(sha) as string, mode });
      }
      return created({ sha: keep(state, files) });
    }
    case '/git/commits': {
      const given = bodies.commit.parse(body);
      const files = state.objects.get(given.tree) as Map<string, HostFile>;
      const sha = hash([given, state.commits.size]);
      state.commits.set(sha, { parent: given.parents[0] ?? null, message: given.message, files });
      return created({ sha, tree: { sha: given.tree } });
    }
    case '/git/refs': {
      const { ref, sha } = bodies.ref.parse(body);
      const name = ref.slice('refs/heads/'.length);
      if (state.branches.has(name)) return { status: 422, json: { message: 'Reference already exists' } };
      state.branches.set(name, sha);
      return created({ ref, object: { sha, type: 'commit' } });
    }
    default:
      return null;
  }
}

function createPull(given: z.infer<typeof bodies.pull>, state: HostState): HostReply {
  const known = state.pulls.some(({ head, state: is }) => head === given.head && is === 'open');
  if (known || !state.branches.has(given.head) || !state.branches.has(given.base))
    return { status: 422, json: { message: 'Validation Failed', errors: [{ resource: 'PullRequest' }] } };
  const pull: HostPull = { ...given, number: state.pulls.length + 7, state: 'open', comments: [] };
  state.pulls.push(pull);
  return created(pullJson(pull));
}

function pullJson(pull: HostPull): unknown {
  return {
    number: pull.number,
    html_url: `https://github.example/acme/shop/pull/${pull.number}`,
    state: pull.state === 'open' ? 'open' : 'closed',
    draft: pull.draft,
    merged_at: pull.state === 'merged' ? '2026-11-20T10:00:00Z' : null,
    head: { ref: pull.head },
    base: { ref: pull.base },
  };
}

function treeOf(commit: string, state: HostState): string {
  return keep(state, state.commits.get(commit)?.files ?? new Map<string, HostFile>());
}

function keep(state: HostState, object: unknown): string {
  const sha = hash(object instanceof Map ? [...object] : object);
  state.objects.set(sha, object);
  return sha;
}

function hash(value: unknown): string {
  return createHash('sha1').update(JSON.stringify(value)).digest('hex');
}

function ok(json: unknown): HostReply {
  return { status: 200, json };
}

function created(json: unknown): HostReply {
  return { status: 201, json };
}
