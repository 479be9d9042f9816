// This file runs inside of the tests of a repository, by the Node they ask for: nothing newer than Node 6 may stand in
// it, and it imports nothing. `watch-program.ts` puts it together with its bounds.
/* oxlint-disable no-unused-vars -- a catch without a name is newer than Node 6 */
import type { Summary } from '../../replay/plan.ts';
import type { WatchedCall, WatchedError, WatchSettings } from './report.ts';
import { WATCH_BOUNDS } from './watch-limits.ts';

type Undo = () => void;

/** One call of the watched function while it runs. */
type RunningCall = {
  readonly number: number;
  readonly arguments: Summary;
  readonly isForced: boolean;
  readonly undo: Undo[];
  readonly effects: string[];
  reached: boolean;
  isNear: boolean;
  round: number;
  item: number;
  isGiven: boolean;
  value: unknown;
  result: unknown;
  error: unknown;
  hasFailed: boolean;
  isOver: boolean;
};

export type CallWatch = ReturnType<typeof watchCalls>;

/** What instrumented code calls. `write` takes a line of the report; it is null in processes that only run along. */
export function watchCalls(settings: WatchSettings, write: ((line: string) => void) | null) {
  const force = settings.force;
  const kept: { [call: string]: unknown } = {};
  const active: RunningCall[] = [];
  const stranger = makeStranger();
  let calls = 0;
  let reachedCount = 0;
  let otherCount = 0;
  let absentCount = 0;

  function isWanted(number: number): boolean {
    if (force !== null && force.call === number) return true;
    if (settings.only !== null) return settings.only.indexOf(number) >= 0;
    return number <= WATCH_BOUNDS.callsMax && reachedCount < WATCH_BOUNDS.reachedMax;
  }

  function enter(values: unknown[]): RunningCall | null {
    if (write === null) return null;
    calls += 1;
    if (!isWanted(calls)) return null;
    const call = {
      number: calls,
      arguments: summarizeReal(values),
      isForced: force !== null && force.call === calls,
      undo: [],
      effects: [],
      reached: false,
      isNear: false,
      round: -1,
      item: -1,
      isGiven: false,
      value: undefined,
      result: undefined,
      error: undefined,
      hasFailed: false,
      isOver: false,
    };
    active.push(call);
    return call;
  }

  function replacement(real: unknown): unknown {
    const wanted = force === null ? 'undefined' : force.value;
    if (wanted === 'undefined') return undefined;
    if (wanted === 'null') return null;
    if (wanted === 'empty list') return [];
    if (wanted === 'stranger') return stranger;
    return Object.prototype.hasOwnProperty.call(kept, wanted.like) ? kept[wanted.like] : real;
  }

  function see(call: RunningCall, real: unknown): void {
    if (call.isGiven) return;
    call.isGiven = true;
    call.value = real;
    if (settings.keep.indexOf(call.number) >= 0) kept[call.number] = real;
  }

  /** The value itself, or what the plan has in its place. */
  function value(call: RunningCall | null, real: unknown): unknown {
    if (call === null || call.isOver) return real;
    see(call, real);
    return call.isForced ? replacement(real) : real;
  }

  /** Takes a property away until the call is over. Gives the object it was asked about. */
  function spoil(call: RunningCall | null, root: unknown, keys: readonly string[]): unknown {
    if (call === null || call.isOver) return root;
    try {
      let owner = root as { [key: string]: unknown };
      for (let step = 0; step < keys.length - 1; step += 1)
        owner = owner[keys[step] as string] as { [key: string]: unknown };
      const key = keys[keys.length - 1] as string;
      if ((typeof owner !== 'object' && typeof owner !== 'function') || owner === null) return root;
      const real = owner[key];
      see(call, real);
      if (call.isForced) setProperty(call, owner, key, replacement(real));
    } catch (_error) {
      // A getter that throws, a sealed object: the value stays, and the call shows nothing.
    }
    return root;
  }

  /** As `spoil`, where reading the root may fail: it is not initialized yet. */
  function spoilFrom(call: RunningCall | null, readRoot: () => unknown, keys: readonly string[]): void {
    if (call === null) return;
    let root: unknown;
    try {
      root = readRoot();
    } catch (_error) {
      return;
    }
    spoil(call, root, keys);
  }

  function* items(call: RunningCall | null, list: Iterable<unknown>, keys: readonly string[]) {
    let round = -1;
    for (const item of list) {
      round += 1;
      if (call === null || call.isOver) {
        yield item;
        continue;
      }
      call.round = round;
      const isMeant = force === null || force.item < 0 || force.item === round;
      if (!isMeant) yield item;
      else yield keys.length === 0 ? value(call, item) : spoil(call, item, keys);
    }
    if (call !== null) call.round = -1;
  }

  /** The failing expression is evaluated. */
  function at(real: unknown): unknown {
    for (let index = 0; index < active.length; index += 1) {
      const call = active[index] as RunningCall;
      if (!call.reached) call.item = call.round;
      call.reached = true;
    }
    return met(real);
  }

  /** The statement of the missing value is come to. */
  function near(call: RunningCall | null): void {
    if (call !== null) call.isNear = true;
  }

  /** Part of a value is read that may not be there. */
  function met(real: unknown): unknown {
    if (force === null || !force.isMet || (real !== undefined && real !== null)) return real;
    for (let index = 0; index < active.length; index += 1)
      if ((active[index] as RunningCall).isForced) return stranger;
    return real;
  }

  function effect(call: RunningCall | null, name: string, values: unknown[]): unknown[] {
    if (call !== null && !call.isOver && call.effects.length < WATCH_BOUNDS.effectsMax)
      call.effects.push(`${name} ${JSON.stringify(summarizeReal(values))}`);
    return values;
  }

  function sets(call: RunningCall | null, name: string, real: unknown): unknown {
    effect(call, `${name} =`, [real]);
    return real;
  }

  function gives(call: RunningCall | null, result: unknown): unknown {
    if (call !== null) call.result = result;
    return result;
  }

  function threw(call: RunningCall | null, error: unknown): unknown {
    if (call !== null) {
      call.hasFailed = true;
      call.error = error;
    }
    return error;
  }

  function leave(call: RunningCall | null): void {
    if (call === null) return;
    call.isOver = true;
    while (call.undo.length > 0) (call.undo.pop() as Undo)();
    const index = active.lastIndexOf(call);
    if (index >= 0) active.splice(index, 1);
    const isAsked = call.isForced || settings.only !== null || settings.keep.indexOf(call.number) >= 0;
    const isAbsent =
      call.isGiven && call.isNear && !call.reached && (call.value === undefined || call.value === null);
    if (call.reached) reachedCount += 1;
    else if (isAbsent) absentCount += 1;
    else otherCount += 1;
    let isWithin = otherCount <= WATCH_BOUNDS.otherMax;
    if (call.reached) isWithin = reachedCount <= WATCH_BOUNDS.reachedMax;
    else if (isAbsent) isWithin = absentCount <= WATCH_BOUNDS.absentMax;
    if (write !== null && (isAsked || isWithin)) write(JSON.stringify(describeCall(call)));
  }

  return { enter, value, spoil, spoilFrom, items, at, met, near, effect, sets, gives, threw, leave };
}

function describeCall(call: RunningCall): WatchedCall {
  return {
    call: call.number,
    reached: call.reached,
    near: call.isNear,
    item: call.item,
    value: call.isGiven ? { is: summarizeReal(call.value) } : null,
    arguments: call.arguments,
    result: call.hasFailed ? { $: 'undefined' } : summarizeReal(call.result),
    effects: call.effects,
    error: call.hasFailed ? describeError(call.error) : null,
    forced: call.isForced,
  };
}

/** Whoever asks for a part of it gets nothing; whoever does more with it than asking fails. */
function makeStranger(): object {
  const refuse = function refuse(): never {
    throw new TypeError('A stranger can only be asked what it is.');
  };
  return new Proxy(Object.create(null) as object, {
    get: function get(_target, key) {
      return typeof key === 'string' ? undefined : refuse();
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    ownKeys: refuse,
  });
}

function setProperty(call: RunningCall, owner: { [key: string]: unknown }, key: string, now: unknown): void {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  const isShown = before === undefined || before.enumerable === true;
  Object.defineProperty(owner, key, { value: now, configurable: true, writable: true, enumerable: isShown });
  call.undo.push(function putBack() {
    const current = Object.getOwnPropertyDescriptor(owner, key);
    // What the program itself wrote there meanwhile stays.
    if (current === undefined || current.value !== now) return;
    if (before === undefined) delete owner[key];
    else Object.defineProperty(owner, key, before);
  });
}

function describeError(error: unknown): WatchedError {
  const shown = (error === null || error === undefined ? {} : error) as Partial<WatchedError> & {
    name?: unknown;
    constructor?: unknown;
  };
  const builtins: unknown[] = [
    Error,
    TypeError,
    ReferenceError,
    SyntaxError,
    RangeError,
    EvalError,
    URIError,
  ];
  return {
    type: typeof shown.name === 'string' ? shown.name : 'Error',
    message: String(shown.message === undefined ? error : shown.message).slice(0, 500),
    stack: String(shown.stack).slice(0, WATCH_BOUNDS.stackMax),
    builtin: builtins.indexOf(shown.constructor) >= 0,
  };
}

/** As `summarize` of the replay, with a bound on all of it: real values are large and refer to each other. */
export function summarizeReal(value: unknown): Summary {
  const budget = { left: WATCH_BOUNDS.nodesMax };
  try {
    return summaryOf(value, WATCH_BOUNDS.depthMax, budget, []);
  } catch (_error) {
    return { $: 'unreadable' };
  }
}

function summaryOf(value: unknown, depth: number, budget: { left: number }, seen: unknown[]): Summary {
  budget.left -= 1;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string')
    return value.length > WATCH_BOUNDS.textMax ? `${value.slice(0, WATCH_BOUNDS.textMax)}…` : value;
  if (typeof value === 'number') return isFinite(value) ? value : { $: String(value) };
  if (typeof value === 'function') return { $: 'function' };
  if (typeof value === 'undefined') return { $: 'undefined' };
  if (typeof value !== 'object') return { $: typeof value };
  if (seen.indexOf(value) >= 0) return { $: 'circular' };
  if (depth <= 0 || budget.left <= 0) return { $: 'deep' };
  const inner = (part: unknown): Summary => summaryOf(part, depth - 1, budget, seen.concat([value]));
  if (Array.isArray(value)) return value.slice(0, WATCH_BOUNDS.keysMax).map(inner);
  if (value instanceof Error) return { $: 'Error', name: value.name, message: value.message.slice(0, 200) };
  if (value instanceof RegExp || value instanceof Date) return { $: String(value) };
  const found: { [key: string]: Summary } = {};
  const made: unknown = value.constructor;
  if (typeof made === 'function' && made !== Object) found['$'] = made.name;
  const keys = Object.keys(value).slice(0, WATCH_BOUNDS.keysMax);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as string;
    const field = Object.getOwnPropertyDescriptor(value, key);
    // Getters of real objects may do anything.
    if (field !== undefined && field.get === undefined) found[key] = inner(field.value);
  }
  return found;
}
