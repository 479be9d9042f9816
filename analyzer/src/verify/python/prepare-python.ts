import type { VerificationStep } from '@bugsage/core';
import { pythonText, type PythonFile } from '../../analyze/python/parse-python.ts';
import { complaintOf } from '../how-it-ended.ts';
import { VERIFY_LIMITS } from '../limits.ts';
import type { ReplaySubject } from '../make-plan.ts';
import type { ReplayPlace } from '../run-program.ts';
import { stepOf } from '../step.ts';
import { pythonEntryOf, pythonModuleOf, type PythonEntry } from './python-entry.ts';
import {
  replayPython,
  searchPython,
  type PythonFound,
  type PythonOutcome,
  type PythonPlan,
} from './python-replay.ts';

/** What is known of the crashing function before any change. */
export type PythonBase = {
  readonly entry: PythonEntry;
  readonly plan: PythonPlan;
  readonly failing: readonly PythonFound[];
  readonly working: readonly PythonFound[];
};

type Prepared = {
  readonly python: PythonBase | null;
  readonly notReplayed: string | null;
  readonly step: VerificationStep;
};

/** Looks for a call that fails as the event tells, in a checkout without any change. */
export async function preparePython(place: ReplayPlace, subject: ReplaySubject): Promise<Prepared> {
  const type = subject.error.type.split('.').at(-1) ?? '';
  const entry = pythonModuleOf(subject.code, type) ?? pythonEntryOf(subject.code);
  if (entry === null) return nothing('No function on the stack can be called from outside.');
  const plan = planOf(entry, subject);
  const { result, run, command } = await searchPython(place, plan);
  if (result === null) {
    const words = `The search for a failing call ended without an answer (${complaintOf(run) ?? 'no word'}).`;
    return nothing(words, { run, command, log: run.output });
  }
  const all = [...result.failing, ...result.working];
  const again = await replayPython(
    place,
    plan,
    all.map(({ scenario }) => scenario),
  );
  // Not owed to time, chance or what another call left behind.
  const stable = all.filter(({ outcome }, index) => isSame(outcome, again.result?.[index] ?? null));
  const failing = stable.filter((one) => result.failing.includes(one));
  const working = stable.filter((one) => result.working.includes(one));
  const notReplayed = failing.length > 0 ? null : `Calling ${result.note}`;
  const log = [
    `${result.runs} calls were tried.`,
    ...(notReplayed === null ? [] : [notReplayed]),
    ...failing.map(({ scenario, outcome }) => `\n${printCall(plan, scenario)}\n${stackOf(outcome)}`),
  ].join('\n');
  const status = failing.length > 0 ? 'passed' : 'failed';
  const step = stepOf('reproduce', { status, log, command, run: again.run });
  return { python: failing.length > 0 ? { entry, plan, failing, working } : null, notReplayed, step };
}

function nothing(reason: string, ran: Partial<Parameters<typeof stepOf>[1]> = {}): Prepared {
  const log = [reason, ran.log ?? ''].join('\n');
  return { python: null, notReplayed: reason, step: stepOf('reproduce', { ...ran, status: 'failed', log }) };
}

function planOf(entry: PythonEntry, { code, error }: ReplaySubject): PythonPlan {
  const [frame] = code.frames;
  const message = error.value.split('\n', 1)[0]?.slice(0, 300) ?? '';
  const line = (code.sources.get(frame?.path ?? '') ?? '').split('\n')[(frame?.line ?? 1) - 1] ?? '';
  return {
    module: entry.module,
    names: entry.names,
    parameters: entry.parameters,
    isMethod: entry.isMethod,
    crash: { path: frame?.path ?? '', line: frame?.line ?? 0 },
    error: {
      type: error.type.split('.').at(-1) ?? error.type,
      message,
      varies: varies(error.type, message, line),
    },
    captured: entry.captured,
    words: wordsOf(entry.file),
    seeds: SEEDS,
    budgetSeconds: VERIFY_LIMITS.searchBudgetMs / 1000,
    timeoutSeconds: VERIFY_LIMITS.searchTimeoutMs / 2000,
  };
}

/** Sets of made-up arguments: texts, numbers and lengths differ from one to the next. */
const SEEDS = 12;

/** A key that is no literal of the line, a text that is no number: whatever was handed in stands in the message. */
function varies(type: string, message: string, line: string): boolean {
  if (type === 'KeyError') return !line.includes(message.slice(1, -1));
  return /^(?:ValueError|UnicodeDecodeError|UnicodeEncodeError|JSONDecodeError)$/.test(
    type.split('.').at(-1) ?? '',
  );
}

function wordsOf(file: PythonFile): string[] {
  const found = new Set<string>();
  file.tree.iterate({
    enter: (node) => {
      if (node.name !== 'String') return;
      const text = /^(['"])([^'"\\\n]*)\1$/.exec(pythonText(file, node))?.[2];
      if (text !== undefined && text !== '' && text.length <= VERIFY_LIMITS.wordLengthMax) found.add(text);
    },
  });
  return [...found].slice(0, VERIFY_LIMITS.wordsMax);
}

/** Lines move with a patch, and stacks quote them. */
export function isSame(left: PythonOutcome | null, right: PythonOutcome | null): boolean {
  const look = (one: PythonOutcome | null): string =>
    JSON.stringify([one?.end, one?.result, one?.error?.type, one?.error?.message, one?.effects, one?.after]);
  return look(left) === look(right);
}

export function printCall({ names }: PythonPlan, scenario: unknown): string {
  if (names.length === 0) return 'the import';
  return `${names.join('.')} with ${JSON.stringify(scenario)}`.slice(0, 2000);
}

export function stackOf({ error, end }: PythonOutcome): string {
  return error == null ? end : `${error.stack}${error.type}: ${error.message}`;
}
