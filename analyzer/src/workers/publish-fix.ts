import {
  codeHostKind,
  openCodeHost,
  type CodeHost,
  type ConsumeOptions,
  type SecretStore,
} from '@bugsage/backends';
import { BugSageError, describeError, type Fix, type Project, type Publication } from '@bugsage/core';
import { changedFiles } from '../publish/changed-files.ts';
import { reverseDiff } from '../publish/patch-file.ts';
import { pullRequestText, revertText } from '../publish/pull-request-text.ts';
import { DELIVERIES_MAX, type WorkerOptions } from './analyze-issue.ts';
import { openProjectRepository } from './open-case.ts';

export type PublishWorkerOptions = WorkerOptions & { readonly secrets: SecretStore };

const DONE = { kind: 'done' } as const;

/**
 * Brings an approved fix to the code host, or takes one back. Branches carry the fix's id and are looked up before
 * anything is made, so that a repeated message, or one that was cut off half way, ends with one pull request.
 */
export function createPublishHandler(options: PublishWorkerOptions): ConsumeOptions['handle'] {
  const { fixes, accounts } = options.backends;
  return async ({ message, deliveries }) => {
    const { subject } = message;
    if (subject !== 'fix.apply_requested' && subject !== 'fix.rollback_requested') return DONE;
    const { project_id: projectId, fix_id: fixId } = message.payload;
    const fix = await fixes.get({ projectIds: [projectId] }, fixId);
    const project = await accounts.getProject(projectId);
    const field = subject === 'fix.apply_requested' ? 'publication' : 'revert';
    const asked = fix?.[field] ?? null;
    if (fix === null || project === null || asked?.state !== 'requested') return DONE;
    try {
      await (field === 'publication' ? apply : takeBack)(options, { fix, project, asked });
    } catch (error) {
      // Somebody else was faster with the same pull request.
      if (error instanceof BugSageError && error.code === 'invalid_transition') return DONE;
      const isLast = deliveries >= DELIVERIES_MAX;
      if (error instanceof BugSageError && error.retryable && !isLast) throw error;
      const reason = describeError(error).slice(0, 1000);
      await fixes.patch(fix.id, { [field]: { ...asked, state: 'failed', reason } });
      options.logger.warn({ fix: fix.id, reason }, 'fix could not be published');
    }
    return DONE;
  };
}

type Given = { readonly fix: Fix; readonly project: Project; readonly asked: Publication };

async function apply(options: PublishWorkerOptions, { fix, project, asked }: Given): Promise<void> {
  const { fixes, analyses } = options.backends;
  const host = await hostOf(options, project);
  const base = fix.verification?.base_commit ?? '';
  const repository = await openProjectRepository(options, project);
  const analysis = await analyses.latest({ projectIds: [project.id] }, fix.issue_id);
  const text = pullRequestText({ fix, analysis, issueUrl: issueUrl(options, fix) });
  const pull = await host.propose({
    ...text,
    branch: `bugsage/fix-${fix.id}`,
    baseBranch: project.repository?.base_branch ?? null,
    baseCommit: base,
    files: await changedFiles(repository, base, fix.code_diff),
  });
  const now = new Date().toISOString();
  const publication = {
    ...asked,
    state: 'published',
    branch: pull.branch,
    url: pull.url,
    number: pull.number,
  } as const;
  await fixes.transition(fix.id, 'applied', {
    publication: { ...publication, reason: null },
    applied_at: now,
    applied_by: asked.requested_by,
    outcome: 'waiting',
  });
  options.logger.info({ fix: fix.id, url: pull.url }, 'draft pull request opened');
}

async function takeBack(options: PublishWorkerOptions, { fix, project, asked }: Given): Promise<void> {
  const reason = fix.rollback_reason ?? '';
  const number = fix.publication?.number ?? null;
  const host = await hostOf(options, project);
  const state = number === null ? 'merged' : await host.stateOf(number);
  if (number !== null && state === 'open') {
    await host.close(number, { marker: `revert-${fix.id}`, text: revertText(fix, reason).body });
    return finishRollback(options, fix, { ...asked, number, url: fix.publication?.url ?? null });
  }
  // Closed without being merged: nothing of it is in the code.
  if (state === 'closed') return finishRollback(options, fix, asked);
  const head = await host.headOf(project.repository?.base_branch ?? null);
  const repository = await openProjectRepository(options, project);
  const pull = await host.propose({
    ...revertText(fix, reason),
    branch: `bugsage/revert-${fix.id}`,
    baseBranch: head.branch,
    baseCommit: head.commit,
    files: await changedFiles(repository, head.commit, reverseDiff(fix.code_diff)),
  });
  await finishRollback(options, fix, { ...asked, branch: pull.branch, url: pull.url, number: pull.number });
}

async function finishRollback(
  { backends }: PublishWorkerOptions,
  fix: Fix,
  revert: Publication,
): Promise<void> {
  await backends.fixes.transition(fix.id, 'rolled_back', {
    revert: { ...revert, state: 'published', reason: null },
    rolled_back_at: new Date().toISOString(),
  });
}

async function hostOf(options: PublishWorkerOptions, project: Project): Promise<CodeHost> {
  const { repository } = project;
  const kind =
    repository === null ? null : codeHostKind({ url: repository.url, host: repository.host ?? 'auto' });
  if (repository === null || kind === null)
    throw cannot('The repository is on no code host that is known. Set its host, or apply the patch file.');
  const token = await options.secrets.reveal(project.id, 'repository_token');
  if (token === null)
    throw cannot('The project has no repository_token. An admin can set it in the project settings.');
  const host = openCodeHost({
    url: repository.url,
    host: repository.host ?? 'auto',
    apiUrl: repository.api_url ?? null,
    repository: repository.host_repository ?? null,
    token,
    outbound: options.backends.outbound,
  });
  if (host === null) throw cannot('The repository is on no code host that is known.');
  return host;
}

function issueUrl({ configuration }: PublishWorkerOptions, fix: Fix): string | null {
  const root = configuration.BUGSAGE_PUBLIC_URL;
  return root === undefined ? null : `${root.replace(/\/+$/, '')}/issues/${fix.issue_id}`;
}

function cannot(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'code_host_refused', message });
}
