import { z } from 'zod';
import type { CodeHost, ProposedChange, PullRequest } from '../ports/code-host.ts';
import { callHost, requireHost, type HostConnection } from './call-host.ts';
import { commentOnce } from './comment-once.ts';

const shaSchema = z.object({ sha: z.string() });
const repositorySchema = z.object({ default_branch: z.string() });
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const commitSchema = z.object({ sha: z.string(), tree: z.object({ sha: z.string() }) });
const pullSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  state: z.string(),
  merged_at: z.string().nullish(),
});

export type HostRepository = { readonly owner: string; readonly name: string };

/**
 * GitHub's REST API, version 2022-11-28: branch and commit through the Git database, so that nothing is pushed and no
 * checkout holds a token.
 */
export function createGitHub(connection: HostConnection, repository: HostRepository): CodeHost {
  const root = `/repos/${encodeURIComponent(repository.owner)}/${encodeURIComponent(repository.name)}`;
  const headOf = async (branch: string | null) => {
    const name =
      branch ??
      (await requireHost(connection, { method: 'GET', path: root, schema: repositorySchema })).default_branch;
    const path = `${root}/git/ref/heads/${encodePath(name)}`;
    const { object } = await requireHost(connection, { method: 'GET', path, schema: refSchema });
    return { branch: name, commit: object.sha };
  };
  const find = async (branch: string): Promise<PullRequest | null> => {
    const query = new URLSearchParams({ head: `${repository.owner}:${branch}`, state: 'all', per_page: '1' });
    const path = `${root}/pulls?${query.toString()}`;
    const [pull] = await requireHost(connection, { method: 'GET', path, schema: z.array(pullSchema) });
    return pull === undefined ? null : { number: pull.number, url: pull.html_url, branch };
  };
  return {
    kind: 'github',
    headOf,
    propose: async (change) => {
      const known = await find(change.branch);
      if (known !== null) return known;
      await ensureBranch(connection, root, change);
      const base = change.baseBranch ?? (await headOf(null)).branch;
      const { title, body, branch } = change;
      // 422: a pull request of this branch is there already, made by whoever was faster.
      const made = await callHost(connection, {
        method: 'POST',
        path: `${root}/pulls`,
        body: { title, body, head: branch, base, draft: true },
        schema: pullSchema,
        missing: [422],
      });
      if (made !== null) return { number: made.number, url: made.html_url, branch };
      return (await find(branch)) ?? refused(connection, `${root}/pulls`);
    },
    stateOf: async (number) => {
      const path = `${root}/pulls/${number}`;
      const pull = await requireHost(connection, { method: 'GET', path, schema: pullSchema });
      if (typeof pull.merged_at === 'string') return 'merged';
      return pull.state === 'open' ? 'open' : 'closed';
    },
    close: async (number, comment) => {
      await commentOnce(connection, `${root}/issues/${number}/comments`, comment);
      await requireHost(connection, {
        method: 'PATCH',
        path: `${root}/pulls/${number}`,
        body: { state: 'closed' },
        schema: pullSchema,
      });
    },
  };
}

async function ensureBranch(connection: HostConnection, root: string, change: ProposedChange): Promise<void> {
  const path = `${root}/git/ref/heads/${encodePath(change.branch)}`;
  const known = await callHost(connection, { method: 'GET', path, schema: refSchema, missing: [404] });
  if (known !== null) return;
  const post = <Answer>(part: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> =>
    requireHost(connection, { method: 'POST', path: `${root}/git/${part}`, body, schema });
  const base = await requireHost(connection, {
    method: 'GET',
    path: `${root}/git/commits/${change.baseCommit}`,
    schema: commitSchema,
  });
  const entries = await Promise.all(
    change.files.map(async ({ path: file, content, executable }) => {
      const mode = executable ? '100755' : '100644';
      if (content === null) return { path: file, mode, type: 'blob', sha: null };
      const blob = await post('blobs', { content, encoding: 'utf-8' }, shaSchema);
      return { path: file, mode, type: 'blob', sha: blob.sha };
    }),
  );
  const tree = await post('trees', { base_tree: base.tree.sha, tree: entries }, shaSchema);
  const commit = await post(
    'commits',
    { message: change.commitMessage, tree: tree.sha, parents: [change.baseCommit] },
    shaSchema,
  );
  // 422: the branch is there already, made by whoever was faster; it is never moved.
  await callHost(connection, {
    method: 'POST',
    path: `${root}/git/refs`,
    body: { ref: `refs/heads/${change.branch}`, sha: commit.sha },
    schema: refSchema,
    missing: [422],
  });
}

function encodePath(branch: string): string {
  return branch.split('/').map(encodeURIComponent).join('/');
}

async function refused(connection: HostConnection, path: string): Promise<never> {
  throw new Error(`${connection.name} refuses POST ${path} and has no pull request of that branch.`);
}
