import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { HostPull, HostReply, HostRoute, HostState } from './code-host-server.ts';

const commitBody = z.strictObject({
  branch: z.string(),
  start_sha: z.string(),
  commit_message: z.string(),
  actions: z.array(
    z.discriminatedUnion('action', [
      z.strictObject({ action: z.literal('delete'), file_path: z.string() }),
      z.strictObject({
        action: z.enum(['create', 'update']),
        file_path: z.string(),
        content: z.string(),
        encoding: z.literal('text'),
        execute_filemode: z.boolean(),
      }),
    ]),
  ),
});
const mergeRequestBody = z.strictObject({
  source_branch: z.string(),
  target_branch: z.string(),
  title: z.string(),
  description: z.string(),
  remove_source_branch: z.boolean(),
});

/** https://docs.gitlab.com/api/rest, version 4: the routes our adapter calls, with their recorded shapes. */
export const gitLabRoutes: HostRoute = ({ method, path, body }, state) => {
  const found = /^\/projects\/acme%2Fshop(\/[^?]*)?(?:\?(.*))?$/.exec(path);
  if (found === null) return null;
  const [, part = '', query = ''] = found;
  const parameters = new URLSearchParams(query);
  const mergeRequest = state.pulls.find(
    ({ number }) => number === Number(/^\/merge_requests\/(\d+)/.exec(part)?.[1]),
  );
  if (method === 'GET' && part === '') return ok({ id: 1, default_branch: state.defaultBranch });
  if (method === 'GET' && part.startsWith('/repository/branches/')) {
    const name = decodeURIComponent(part.slice('/repository/branches/'.length));
    const id = state.branches.get(name);
    return id === undefined ? null : ok({ name, commit: { id } });
  }
  if (method === 'GET' && part.startsWith('/repository/files/')) {
    const file = decodeURIComponent(part.slice('/repository/files/'.length));
    const there = state.commits.get(parameters.get('ref') ?? '')?.files.has(file) === true;
    return there ? ok({ file_path: file }) : null;
  }
  if (method === 'POST' && part === '/repository/commits') return createCommit(commitBody.parse(body), state);
  if (method === 'GET' && part === '/merge_requests') {
    const source = parameters.get('source_branch');
    return ok(state.pulls.filter(({ head }) => head === source).map(mergeRequestJson));
  }
  if (method === 'POST' && part === '/merge_requests')
    return createMergeRequest(mergeRequestBody.parse(body), state);
  if (mergeRequest === undefined) return null;
  if (method === 'GET' && part.split('?')[0]?.endsWith('/notes'))
    return ok(mergeRequest.comments.map((text) => ({ id: 1, body: text })));
  if (method === 'POST' && part.endsWith('/notes')) {
    mergeRequest.comments.push(z.object({ body: z.string() }).parse(body).body);
    return { status: 201, json: { id: 1 } };
  }
  if (method === 'PUT') {
    z.strictObject({ state_event: z.literal('close') }).parse(body);
    mergeRequest.state = 'closed';
  }
  return ok(mergeRequestJson(mergeRequest));
};

function createCommit(given: z.infer<typeof commitBody>, state: HostState): HostReply {
  const base = state.commits.get(given.start_sha);
  if (state.branches.has(given.branch))
    return { status: 400, json: { message: 'A branch called already exists. Switch to that branch.' } };
  if (base === undefined) return { status: 400, json: { message: 'Cannot find start commit' } };
  const files = new Map(base.files);
  for (const action of given.actions) {
    const known = files.has(action.file_path);
    if (known === (action.action === 'create'))
      return { status: 400, json: { message: 'A file with this name exists, or does not' } };
    if (action.action === 'delete') files.delete(action.file_path);
    else
      files.set(action.file_path, {
        content: action.content,
        mode: action.execute_filemode ? '100755' : '100644',
      });
  }
  const id = createHash('sha1')
    .update(JSON.stringify([given, state.commits.size]))
    .digest('hex');
  state.commits.set(id, { parent: given.start_sha, message: given.commit_message, files });
  state.branches.set(given.branch, id);
  return { status: 201, json: { id, parent_ids: [given.start_sha] } };
}

function createMergeRequest(given: z.infer<typeof mergeRequestBody>, state: HostState): HostReply {
  const { source_branch: head, target_branch: base, title, description } = given;
  if (state.pulls.some((one) => one.head === head && one.state === 'open'))
    return {
      status: 409,
      json: { message: ['Another open merge request already exists for this source branch'] },
    };
  if (!state.branches.has(head)) return { status: 404, json: { message: '404 Branch Not Found' } };
  const pull: HostPull = {
    number: state.pulls.length + 7,
    head,
    base,
    title,
    body: description,
    draft: title.startsWith('Draft: '),
    state: 'open',
    comments: [],
  };
  state.pulls.push(pull);
  return { status: 201, json: mergeRequestJson(pull) };
}

function mergeRequestJson(pull: HostPull): unknown {
  return {
    iid: pull.number,
    web_url: `https://gitlab.example/acme/shop/-/merge_requests/${pull.number}`,
    state: pull.state === 'open' ? 'opened' : pull.state,
    draft: pull.draft,
    source_branch: pull.head,
    target_branch: pull.base,
  };
}

function ok(json: unknown): HostReply {
  return { status: 200, json };
}
