import { callableOf, type Callable } from './entry-access.ts';
import { buildValue } from './build-value.ts';
import { Coverage } from './coverage.ts';
import { fakeFetch, freezeChance, learningFetch, setGlobal, setGlobals } from './globals.ts';
import { newKnowledge, note, parameterOf, PARAMETERS_MAX, type Knowledge } from './knowledge.ts';
import { moduleUrl, startRun, withoutRunMarks } from './load-hooks.ts';
import type { Entry, Outcome, Plan, Scenario, Thrown } from './plan.ts';
import { Recorder } from './recorder.ts';
import type { Shape } from './shape.ts';
import { learningValue, type Learning } from './stand-in.ts';
import { summarize, summarizeBounded } from './summarize.ts';

/** What is known of everything one entry sees. */
export type Lesson = {
  arguments: Knowledge[];
  self: Knowledge | null;
  globals: Record<string, Knowledge>;
  fetch: Knowledge;
  /** Results of calls in the crashing function that are learned instead of called. */
  sites: Record<string, Knowledge>;
  /** Length of lists while learning. */
  items: number;
};

export type Replay = Pick<Plan, 'entries' | 'crash' | 'exposed' | 'instrumented' | 'willing'>;

type Values = { readonly self: unknown; readonly values: readonly unknown[] };
type Attempt = {
  readonly result: unknown;
  readonly errors: readonly unknown[];
  readonly end: Outcome['end'];
  readonly promise: boolean;
};

const coverage = new Coverage();
const SETTLE_TURNS = 5;

/** Runs an entry with values that learn, and writes what they learned into the lesson. */
export async function learn(replay: Replay, entryIndex: number, lesson: Lesson): Promise<Outcome> {
  const recorder = new Recorder();
  const learning: Learning = {
    items: lesson.items,
    willing: replay.willing ?? false,
    lastRead: null,
    values: new WeakMap(),
    texts: new Map(),
    onCallback: (callback, taker) => {
      const parameters = Array.from({ length: PARAMETERS_MAX }, (_, index) => parameterOf(taker, index));
      recorder.later(() => callback(...parameters.map(build)));
    },
  };
  const build = (knowledge: Knowledge): unknown => learningValue(knowledge, learning);
  const restores = [
    learningFetch(lesson.fetch, learning),
    ...Object.entries(lesson.globals).map(([name, knowledge]) => setGlobal(name, build(knowledge))),
    setGlobal('bugsageMissing', (name: string) => build(newKnowledge(name))),
    setGlobal('bugsageSite', (key: string, _values: unknown, perform: () => unknown) => {
      const known = lesson.sites[key];
      return known === undefined ? perform() : build(known);
    }),
  ];
  const outcome = await performRun({
    replay,
    entry: entryOf(replay, entryIndex),
    recorder,
    instrumented: Object.keys(lesson.sites).length > 0,
    learning: true,
    makeValues: () => ({
      self: lesson.self === null ? null : build(lesson.self),
      values: lesson.arguments.map(build),
    }),
  });
  restores.forEach((restore) => restore());
  if (outcome.errors.some(({ message }) => message.includes('.then is not a function'))) markPromises(lesson);
  heedComplaint(outcome, learning.lastRead ?? lesson.arguments[0] ?? null);
  return outcome;
}

/** Runs one scenario. Instrumented runs know the calls inside the crashing function and can replace their results. */
export async function runScenario(
  replay: Replay,
  scenario: Scenario,
  instrumented: boolean,
): Promise<Outcome> {
  const recorder = new Recorder();
  const build = (shape: Shape): unknown => buildValue(shape, recorder);
  const restores = [
    setGlobals(scenario.globals, recorder),
    setGlobal('bugsageMissing', (name: string) =>
      buildValue({ kind: 'function', name, returns: {}, passes: [] }, recorder),
    ),
    setGlobal('bugsageSite', siteCaller(scenario, recorder)),
    ...(scenario.fetch === null ? [] : [fakeFetch(scenario.fetch, recorder)]),
  ];
  const outcome = await performRun({
    replay,
    entry: entryOf(replay, scenario.entry),
    recorder,
    instrumented,
    learning: false,
    makeValues: () => ({
      self: scenario.self === null ? null : build(scenario.self),
      values: scenario.arguments.map(build),
    }),
  });
  restores.forEach((restore) => restore());
  return outcome;
}

function entryOf(replay: Replay, index: number): Entry {
  const entry = replay.entries[index];
  if (entry === undefined) throw new Error(`The plan has no entry ${index}.`);
  return entry;
}

/** Replaces results of call sites and reports their arguments; `promised` results are awaited beside the run. */
function siteCaller(scenario: Scenario, recorder: Recorder) {
  return (key: string, values: readonly unknown[], perform: () => unknown): unknown => {
    recorder.site(key, values);
    const override = scenario.sites[key];
    if (override !== undefined) return buildValue(override, recorder);
    const result = perform();
    recorder.gave(key, result);
    return result;
  };
}

type Performance = {
  readonly replay: Replay;
  readonly entry: Entry;
  readonly recorder: Recorder;
  readonly instrumented: boolean;
  readonly learning: boolean;
  readonly makeValues: () => Values;
};

async function performRun(run: Performance): Promise<Outcome> {
  const { replay, recorder } = run;
  const thaw = freezeChance();
  startRun({ texts: run.instrumented ? { ...replay.exposed, ...replay.instrumented } : replay.exposed });
  Error.stackTraceLimit = STACK_FRAMES_MAX;
  coverage.start();
  const loaded = await load(run);
  const attempt: Attempt = 'end' in loaded ? loaded : await call(loaded, recorder);
  const reached = coverage.stop(
    moduleUrl(replay.crash.module),
    run.instrumented ? replay.crash.instrumentedOffset : replay.crash.offset,
  );
  thaw();
  return {
    end: attempt.end,
    errors: attempt.errors.slice(0, ERRORS_MAX).map(describeThrown),
    promise: attempt.promise,
    result: summarizeBounded(attempt.result),
    effects: [...recorder.effects],
    after: 'end' in loaded ? null : summarizeBounded([loaded.values.self, ...loaded.values.values]),
    trace: [...recorder.trace],
    promised: [...recorder.promised],
    returned: await recorder.returned(),
    reached,
  };
}

type Loaded = { readonly callable: Callable; readonly values: Values };

async function load(run: Performance): Promise<Loaded | Attempt> {
  try {
    const namespace: unknown = await import(moduleUrl(run.entry.module));
    return { callable: callableOf(namespace, run.entry, run.learning), values: run.makeValues() };
  } catch (error) {
    return { end: 'not_loaded', result: undefined, errors: [error], promise: false };
  }
}

/** Awaits the call, then the callbacks it gave away, then what it started without waiting. */
async function call(loaded: Loaded, recorder: Recorder): Promise<Attempt> {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  process.on('unhandledRejection', onError);
  let promise = false;
  let result: unknown;
  try {
    const returned = loaded.callable(loaded.values.self, loaded.values.values);
    promise = returned instanceof Promise;
    result = await returned;
  } catch (error) {
    errors.push(error);
  }
  await recorder.runCallbacks(onError);
  for (let turn = 0; turn < SETTLE_TURNS; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  process.off('unhandledRejection', onError);
  return { end: errors.length > 0 ? 'thrown' : 'returned', result, errors, promise };
}

const ERRORS_MAX = 10;
/** Set anew for every run: code may change it, and Node leaves it at 0 when it fails while it makes an error. */
const STACK_FRAMES_MAX = 50;
const STACK_LENGTH_MAX = 4000;

function describeThrown(thrown: unknown): Thrown {
  if (!(thrown instanceof Error)) {
    return { type: 'Error', message: JSON.stringify(summarize(thrown)), stack: '', builtin: false };
  }
  const made: unknown = thrown.constructor;
  return {
    type: thrown.name,
    message: withoutRunMarks(thrown.message),
    stack: withoutRunMarks(String(thrown.stack)).slice(0, STACK_LENGTH_MAX),
    builtin: BUILTIN_ERRORS.some((builtin) => builtin === made),
  };
}

const BUILTIN_ERRORS = [
  Error,
  TypeError,
  ReferenceError,
  SyntaxError,
  RangeError,
  EvalError,
  URIError,
] as const;

/** Node's functions say which type they want: `The "path" argument must be of type string. Received ...`. */
function heedComplaint({ errors }: Outcome, about: Knowledge | null): void {
  const wanted = /must be (?:of type |an? )?.*?(string|number|function)\b/.exec(
    errors[0]?.message ?? '',
  )?.[1];
  if (about === null || wanted === undefined) return;
  note(about, wanted === 'string' ? 'text' : wanted === 'number' ? 'number' : 'callable');
}

/** `then` was called on something that was no promise: everything that was asked for `then` may be meant. */
function markPromises(lesson: Lesson): void {
  const pending = [...lesson.arguments, ...Object.values(lesson.globals)];
  for (let known = pending.pop(); known !== undefined; known = pending.pop()) {
    if (known.hints.awaited !== undefined) note(known, 'promise');
    pending.push(
      ...Object.values(known.fields),
      ...Object.values(known.calls),
      ...(known.item ? [known.item] : []),
    );
  }
}
