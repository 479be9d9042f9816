import { z } from 'zod';
import type { CodeHost, ProposedChange, PullRequest } from '../ports/code-host.ts';
import { callHost, requireHost, type HostConnection } from './call-host.ts';
import { commentOnce } from './comment-once.ts';

const projectSchema = z.object({ default_branch: z.string() });
const branchSchema = z.object({ name: z.string(), commit: z.object({ id: z.string() }) });
const mergeRequestSchema = z.object({ iid: z.int(), web_url: z.string(), state: z.string() });

/** GitLab's REST API, version 4: one call makes the branch with its commit. */
export function createGitLab(connection: HostConnection, projectPath: string): CodeHost {
  const root = `/projects/${encodeURIComponent(projectPath)}`;
  const branchPath = (name: string): string => `${root}/repository/branches/${encodeURIComponent(name)}`;
  const headOf = async (branch: string | null) => {
    const name =
      branch ??
      (await requireHost(connection, { method: 'GET', path: root, schema: projectSchema })).default_branch;
    const { commit } = await requireHost(connection, {
      method: 'GET',
      path: branchPath(name),
      schema: branchSchema,
    });
    return { branch: name, commit: commit.id };
  };
  const find = async (branch: string): Promise<PullRequest | null> => {
    const query = new URLSearchParams({ source_branch: branch, state: 'all', per_page: '1' });
    const path = `${root}/merge_requests?${query.toString()}`;
    const [found] = await requireHost(connection, {
      method: 'GET',
      path,
      schema: z.array(mergeRequestSchema),
    });
    return found === undefined ? null : { number: found.iid, url: found.web_url, branch };
  };
  return {
    kind: 'gitlab',
    headOf,
    propose: async (change) => {
      const known = await find(change.branch);
      if (known !== null) return known;
      await ensureBranch(connection, root, branchPath(change.branch), change);
      const target = change.baseBranch ?? (await headOf(null)).branch;
      // 409: a merge request of this branch is there already, made by whoever was faster.
      const made = await callHost(connection, {
        method: 'POST',
        path: `${root}/merge_requests`,
        body: {
          source_branch: change.branch,
          target_branch: target,
          title: `Draft: ${change.title}`,
          description: change.body,
          remove_source_branch: true,
        },
        schema: mergeRequestSchema,
        missing: [409],
      });
      if (made !== null) return { number: made.iid, url: made.web_url, branch: change.branch };
      const faster = await find(change.branch);
      if (faster === null)
        throw new Error(`${connection.name} refuses a merge request and has none of that branch.`);
      return faster;
    },
    stateOf: async (number) => {
      const path = `${root}/merge_requests/${number}`;
      const { state } = await requireHost(connection, { method: 'GET', path, schema: mergeRequestSchema });
      if (state === 'merged') return 'merged';
      return state === 'opened' || state === 'locked' ? 'open' : 'closed';
    },
    close: async (number, comment) => {
      const path = `${root}/merge_requests/${number}`;
      await commentOnce(connection, `${path}/notes`, comment);
      await requireHost(connection, {
        method: 'PUT',
        path,
        body: { state_event: 'close' },
        schema: mergeRequestSchema,
      });
    },
  };
}

async function ensureBranch(
  connection: HostConnection,
  root: string,
  path: string,
  change: ProposedChange,
): Promise<void> {
  const known = await callHost(connection, { method: 'GET', path, schema: branchSchema, missing: [404] });
  if (known !== null) return;
  const base = change.baseCommit;
  const actions = await Promise.all(
    change.files.map(async (file) => {
      if (file.content === null) return { action: 'delete', file_path: file.path };
      const at = `${root}/repository/files/${encodeURIComponent(file.path)}?ref=${base}`;
      const there = await callHost(connection, {
        method: 'GET',
        path: at,
        schema: z.unknown(),
        missing: [404],
      });
      return {
        action: there === null ? 'create' : 'update',
        file_path: file.path,
        content: file.content,
        encoding: 'text',
        execute_filemode: file.executable,
      };
    }),
  );
  // 400: the branch is there already, made by whoever was faster; `force` is never sent.
  const made = await callHost(connection, {
    method: 'POST',
    path: `${root}/repository/commits`,
    body: { branch: change.branch, start_sha: base, commit_message: change.commitMessage, actions },
    schema: z.object({ id: z.string() }),
    missing: [400],
  });
  if (made !== null) return;
  await requireHost(connection, { method: 'GET', path, schema: branchSchema });
}
