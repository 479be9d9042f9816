import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gatherCase, type Case } from '@bugsage/analyzer/analysis';
import { openRepository, type SourceRepository, type StoredEvent } from '@bugsage/backends';
import type { Exception, NormalizedEvent } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';
import { issueOf, projectOf } from '../sample-issue.ts';
import { OCCURRED_AT } from './build-case.ts';
import type { SyntheticCase } from './case.ts';

const run = promisify(execFile);

/** A case whose repository is a real one, made for it; `remove` deletes it. */
export type OpenedCase = { readonly given: Case; remove(): Promise<void> };

export async function openSyntheticCase(one: SyntheticCase): Promise<OpenedCase> {
  const root = await mkdtemp(join(tmpdir(), 'bugsage-fix-case-'));
  await writeHistory(one, join(root, 'source'));
  const repository = await openRepository({
    url: join(root, 'source'),
    mirrorDirectory: join(root, 'mirror'),
  });
  return { given: await caseOf(one, repository), remove: () => rm(root, { recursive: true, force: true }) };
}

/** The case with its files at hand and no history: enough for what the engine says, and fast. */
export function caseInMemory(one: SyntheticCase): Promise<Case> {
  const info = {
    commit: COMMIT,
    author_name: 'Ada',
    authored_at: OCCURRED_AT,
    subject: one.commits[0] ?? '',
  };
  return caseOf(one, {
    commitOfRelease: async () => ({ commit: COMMIT, exact: true }),
    listFiles: async () => Object.keys(one.files),
    readFile: async (_commit, path) => one.files[path] ?? null,
    isExecutable: async () => false,
    blame: async (_commit, path) => (Object.hasOwn(one.files, path) ? info : null),
    commitsOf: async (_commit, path) => (Object.hasOwn(one.files, path) ? [info] : []),
    commitInfo: async (commit) => (commit === COMMIT ? info : null),
    worktree: () => Promise.reject(new Error('There is no checkout in memory.')),
  });
}

const COMMIT = 'c0ffee0000000000000000000000000000000001';

function caseOf(one: SyntheticCase, repository: SourceRepository): Promise<Case> {
  return gatherCase({
    issue: issueOf(`${one.draft.error[0]}: ${one.draft.error[1]}`),
    project: projectOf(true),
    events: [storedEventOf(one)],
    openRepository: () => Promise.resolve(repository),
  });
}

/** The first commit holds all files but the crashing one's last lines, so that blame has something to say. */
async function writeHistory(one: SyntheticCase, folder: string): Promise<void> {
  const git = (...arguments_: string[]) =>
    run('git', ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', ...arguments_]);
  await mkdir(folder, { recursive: true });
  await git('init', '--quiet', '--initial-branch=main');
  await writeFiles(folder, Object.fromEntries(Object.entries(one.files).slice(0, 1)));
  await git('add', '--all');
  await git('commit', '--quiet', '-m', one.commits[0] ?? 'First');
  await writeFiles(folder, one.files);
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', '-m', one.commits[1] ?? 'Second');
}

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

function storedEventOf(one: SyntheticCase): StoredEvent {
  const [type, value] = one.draft.error;
  const grouping = {
    version: 'bs1',
    fingerprint: 'f'.repeat(32),
    alternatives: [],
    parts: [],
    title: type,
    culprit: '',
    type,
    value,
  };
  return { event: eventOf(one), grouping, position: { collector: 'bench', incarnation: 1, pos: 1 } };
}

function eventOf(one: SyntheticCase): NormalizedEvent {
  const { draft, frames } = one;
  const cause: Exception[] = draft.cause === undefined ? [] : [exceptionOf(one, draft.cause, [])];
  return plainEvent({
    occurred_at: OCCURRED_AT,
    received_at: OCCURRED_AT,
    platform: draft.platform ?? 'node',
    server_name: 'web-1',
    environment: 'production',
    exceptions: [...cause, exceptionOf(one, draft.error, frames.toReversed())],
    breadcrumbs: one.steps,
  });
}

function exceptionOf(
  one: SyntheticCase,
  [type, value]: readonly [string, string],
  frames: Exception['frames'],
): Exception {
  const mechanism = {
    type: one.draft.mechanism ?? 'generic',
    handled: false,
    synthetic: false,
    exception_id: null,
    parent_id: null,
    source: null,
    is_exception_group: false,
    data: null,
  };
  return { type, value, module: null, mechanism, frames };
}
