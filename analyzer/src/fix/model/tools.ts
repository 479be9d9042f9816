import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventSummary, Sandbox, Worktree } from '@bugsage/backends';
import { cleanText } from '../../analyze/clean-text.ts';
import { scrubSecrets } from '../../analyze/question/scrub-secrets.ts';
import type { Case, CaseCode } from '../../evidence/case.ts';
import { isReadableSource } from '../../evidence/path-policy.ts';
import { runTests } from '../../verify/run-tests.ts';
import { detectToolchain } from '../../verify/toolchain.ts';
import type { FixAction } from './action-schema.ts';
import { FIX_MODEL_LIMITS } from './limits.ts';

export type FixTools = {
  readonly given: Case;
  readonly code: CaseCode;
  /** A checkout nothing is ever written to. */
  readonly worktree: Worktree;
  readonly sandbox: Sandbox;
  readonly listEvents: () => Promise<readonly EventSummary[]>;
  testRunsLeft: number;
};

type ToolAction = Exclude<FixAction['action'], 'propose_edits' | 'give_up'>;

/** Runs the one tool an action names. What it finds is bounded, cleaned and without secrets; a refusal is an answer too. */
export async function runTool(
  tools: FixTools,
  action: FixAction & { readonly action: ToolAction },
): Promise<string> {
  const found = await RUNNERS[action.action](tools, action);
  return scrubSecrets(cleanText(found)).slice(0, FIX_MODEL_LIMITS.toolResultLengthMax);
}

const RUNNERS: Readonly<Record<ToolAction, (tools: FixTools, action: FixAction) => Promise<string>>> = {
  read_file: readLines,
  search,
  blame,
  list_events: listEvents,
  run_tests: runSuite,
};

async function readLines(tools: FixTools, { path, line }: FixAction): Promise<string> {
  const text = await readSource(tools, path);
  if (text === null) return refusal(path);
  const lines = text.split('\n');
  const half = FIX_MODEL_LIMITS.readLinesMax / 2;
  const from = line === null ? 0 : Math.max(0, Math.trunc(line) - half);
  return lines
    .slice(from, from + FIX_MODEL_LIMITS.readLinesMax)
    .map((each, index) => `${from + index + 1}: ${each.slice(0, FIX_MODEL_LIMITS.lineLengthMax)}`)
    .join('\n');
}

async function search(tools: FixTools, { query }: FixAction): Promise<string> {
  const { searchLengthMin: shortest, searchLengthMax: longest } = FIX_MODEL_LIMITS;
  if (query === null || query.length < shortest || query.length > longest)
    return `A search needs a text of ${shortest} to ${longest} characters.`;
  const matches: string[] = [];
  for (const path of tools.code.files.filter(isReadableSource).slice(0, FIX_MODEL_LIMITS.searchFilesMax)) {
    const text = await readCheckout(tools, path);
    if (text?.includes(query) !== true) continue;
    for (const [index, line] of text.split('\n').entries()) {
      if (!line.includes(query)) continue;
      matches.push(`${path}:${index + 1}: ${line.trim().slice(0, FIX_MODEL_LIMITS.lineLengthMax)}`);
      if (matches.length >= FIX_MODEL_LIMITS.searchMatchesMax) return matches.join('\n');
    }
  }
  return matches.length === 0 ? 'No source file has this text.' : matches.join('\n');
}

async function blame(tools: FixTools, { path, line }: FixAction): Promise<string> {
  if (line === null || (await readSource(tools, path)) === null) return refusal(path);
  const { repository, commit } = tools.code;
  const info = await repository.blame(commit, path ?? '', Math.trunc(line));
  if (info === null) return 'Nothing is known about this line.';
  return `${info.commit.slice(0, 12)} ${new Date(info.authored_at).toISOString()} ${info.subject.slice(0, 200)}`;
}

async function listEvents({ listEvents: list }: FixTools): Promise<string> {
  const events = (await list()).slice(0, FIX_MODEL_LIMITS.eventsMax);
  return events
    .map(({ occurred_at: at, release, environment, title }) =>
      JSON.stringify({ at: new Date(at).toISOString(), release, environment, title }),
    )
    .join('\n');
}

async function runSuite(tools: FixTools): Promise<string> {
  const { code, sandbox, given } = tools;
  if (sandbox.kind === 'none') return 'Nothing is executed here: there is no sandbox.';
  if (tools.testRunsLeft <= 0) return 'The test suite was run often enough.';
  tools.testRunsLeft -= 1;
  const settings = { testCommand: given.project.repository?.test_command ?? null };
  const toolchain = await detectToolchain(code, settings);
  const { testCommand } = toolchain;
  if (testCommand === null) return 'No package around the crash names a test command.';
  // A checkout of its own: a suite writes files, and what is read next must be the repository.
  const own = await code.repository.worktree(code.commit);
  try {
    const { run } = await runTests(sandbox, own.path, { ...toolchain, testCommand });
    return `exit code ${run.exitCode ?? 'none'}\n${run.output.slice(-FIX_MODEL_LIMITS.toolResultLengthMax / 2)}`;
  } finally {
    await own.remove();
  }
}

/** Source files of the commit and nothing else: no key, no environment file, nothing outside, no link. */
export async function readSource(
  { code }: Pick<FixTools, 'code'>,
  path: string | null,
): Promise<string | null> {
  if (path === null || !code.files.includes(path) || !isReadableSource(path)) return null;
  return code.sources.get(path) ?? code.repository.readFile(code.commit, path);
}

async function readCheckout({ worktree }: FixTools, path: string): Promise<string | null> {
  const at = join(worktree.path, path);
  const found = await lstat(at).catch(() => null);
  if (found?.isFile() !== true || found.size > 1_000_000) return null;
  return readFile(at, 'utf8');
}

function refusal(path: string | null): string {
  return `${JSON.stringify((path ?? '').slice(0, 200))} is no source file of this repository.`;
}
