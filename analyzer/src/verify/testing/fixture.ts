import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRepository, openSandbox, type Sandbox, type SandboxMount } from '@bugsage/backends';
import type { Frame, JsonObject } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';
import type { FixCandidate } from '../../analyze/diagnosis.ts';
import type { CaseCode, RepositoryFrame } from '../../evidence/case.ts';
import { verifyBest, verifyCandidate, type VerifiedCandidate } from '../index.ts';

/** A frame by a piece of the line it stands on. */
export type FixtureFrame = readonly [path: string, lineContaining: string];
export type Replacement = { readonly path: string; readonly find: string; readonly replace: string };

export type Fixture = {
  /** Files by path, or a folder that is copied. */
  readonly files: Readonly<Record<string, string>> | string;
  readonly error: { readonly type: string; readonly value: string };
  /** Crash first. */
  readonly frames: readonly FixtureFrame[];
  readonly testCommand?: string;
  /** Local variables the event carries, by frame. */
  readonly vars?: readonly (JsonObject | null)[];
  /** Folders of this machine that are seen inside the sandbox. */
  readonly mounts?: readonly SandboxMount[];
};

/** A change, by a rule when nothing is said of who made it. */
type Proposed = readonly Replacement[] | { readonly origin: string; readonly change: readonly Replacement[] };

export type OpenFixture = {
  readonly code: CaseCode;
  verify(...replacements: Replacement[]): Promise<VerifiedCandidate>;
  verifyBest(candidates: readonly Proposed[]): ReturnType<typeof verifyBest>;
  remove(): Promise<void>;
};

/** The sandbox of this machine; throws in CI where there is none. */
export async function testSandbox(): Promise<Sandbox> {
  const sandbox = await openSandbox({ kind: 'auto' });
  if (sandbox.kind === 'none') {
    const message = `VERIFICATION TESTS NOT RUN: ${sandbox.reason ?? ''}`;
    if (process.env['CI'] === 'true') throw new Error(message);
    process.stderr.write(`${message}\n`);
  }
  return sandbox;
}

/** Makes a git repository of the fixture and everything verification needs to know about it. */
export async function openFixture(fixture: Fixture, sandbox: Sandbox): Promise<OpenFixture> {
  const root = await mkdtemp(join(tmpdir(), 'bugsage-verify-test-'));
  await writeSource(join(root, 'source'), fixture.files);
  const repository = await openRepository({
    url: join(root, 'source'),
    mirrorDirectory: join(root, 'mirror'),
  });
  const { commit } = await repository.commitOfRelease(null);
  const sources = new Map<string, string>();
  for (const [path] of fixture.frames) sources.set(path, (await repository.readFile(commit, path)) ?? '');
  const code: CaseCode = {
    repository,
    commit,
    commitExact: true,
    files: await repository.listFiles(commit),
    frames: fixture.frames.map((frame, index) => frameOf(frame, sources, fixture.vars?.[index] ?? null)),
    sources,
    suspect: null,
    suspects: [],
  };
  const request = {
    caseCode: code,
    error: fixture.error,
    event: EVENT,
    testCommand: fixture.testCommand ?? null,
    sandbox: withMounts(sandbox, fixture.mounts ?? []),
  };
  const candidateOf = async (proposed: Proposed): Promise<FixCandidate> => {
    const { origin, change } = 'change' in proposed ? proposed : { origin: 'test', change: proposed };
    return { ...(await makeCandidate(code, change)), origin };
  };
  return {
    code,
    verify: async (...replacements) =>
      verifyCandidate({ ...request, candidate: await candidateOf(replacements) }),
    verifyBest: async (candidates) =>
      verifyBest({ ...request, candidates: await Promise.all(candidates.map((each) => candidateOf(each))) }),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

function withMounts(sandbox: Sandbox, mounts: readonly SandboxMount[]): Sandbox {
  if (mounts.length === 0) return sandbox;
  return {
    kind: sandbox.kind,
    run: (command) => sandbox.run({ ...command, mounts: [...(command.mounts ?? []), ...mounts] }),
  };
}

async function writeSource(directory: string, files: Fixture['files']): Promise<void> {
  await mkdir(directory);
  if (typeof files === 'string') {
    await cp(files, directory, { recursive: true, filter: (path) => !path.includes('node_modules') });
  } else {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    }
  }
  const git = (...rest: string[]) =>
    execFileSync('git', [
      '-C',
      directory,
      '-c',
      'user.name=Ada',
      '-c',
      'user.email=ada@example.org',
      ...rest,
    ]);
  git('init', '-q', '-b', 'main');
  git('add', '--all', '--force');
  git('commit', '-q', '-m', 'All of it');
}

function frameOf(
  [path, lineContaining]: FixtureFrame,
  sources: ReadonlyMap<string, string>,
  vars: JsonObject | null,
): RepositoryFrame {
  const line = (sources.get(path) ?? '').split('\n').findIndex((text) => text.includes(lineContaining)) + 1;
  if (line === 0) throw new Error(`${path} has no line with ${lineContaining}.`);
  return {
    frame: { ...FRAME, filename: path, lineno: line, vars },
    path,
    line,
    column: null,
    function: null,
    contextMatches: true,
  };
}

async function makeCandidate(code: CaseCode, replacements: readonly Replacement[]): Promise<FixCandidate> {
  const edits = await Promise.all(
    replacements.map(async ({ path, find, replace }) => {
      const before = (await code.repository.readFile(code.commit, path)) ?? '';
      if (before !== '' && !before.includes(find)) throw new Error(`${path} has no ${find}.`);
      return { path, before, after: before === '' ? replace : before.replace(find, () => replace) };
    }),
  );
  return { origin: 'test', title: 'A change', description: '', prior: 0.5, edits };
}

const FRAME: Frame = {
  function: null,
  module: null,
  filename: null,
  abs_path: null,
  lineno: null,
  colno: null,
  pre_context: [],
  context_line: null,
  post_context: [],
  in_app: true,
  vars: null,
};

const EVENT = plainEvent({});

/** Opens a fixture for one candidate and cleans up. */
export async function verifyFixture(fixture: Fixture, sandbox: Sandbox, ...replacements: Replacement[]) {
  const opened = await openFixture(fixture, sandbox);
  try {
    return await opened.verify(...replacements);
  } finally {
    await opened.remove();
  }
}
