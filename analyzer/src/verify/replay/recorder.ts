import type { Summary } from './plan.ts';
import { summarize, summarizeBounded } from './summarize.ts';

const EFFECTS_MAX = 200;
const CALLBACKS_MAX = 50;
const LINE_LENGTH_MAX = 500;
/** Different results kept of one call site. */
const RESULTS_MAX = 5;
/** For all results of a run together: reading a small file takes a millisecond or two, and whatever never ends costs each run this. */
const SETTLING_MS_MAX = 20;
/** Code that is run gets a clock of its own. */
const startTimer = setTimeout;

/** Collects what code does to the values it was given, in order. */
export class Recorder {
  readonly effects: string[] = [];
  readonly trace: string[] = [];
  /** Call sites whose result was a promise. */
  readonly promised = new Set<string>();
  readonly #returned: [key: string, value: unknown][] = [];
  readonly #callbacks: (() => unknown)[] = [];
  #callbackCount = 0;

  effect(name: string, values: readonly unknown[]): void {
    if (this.effects.length < EFFECTS_MAX) this.effects.push(lineOf(name, values));
  }

  site(key: string, values: readonly unknown[]): void {
    if (this.trace.length < EFFECTS_MAX) this.trace.push(lineOf(key, values));
  }

  /** What a call site gave by itself. */
  gave(key: string, value: unknown): void {
    if (value instanceof Promise) this.promised.add(key);
    if (this.#returned.length < EFFECTS_MAX) this.#returned.push([key, value]);
  }

  /** After the run: promises are looked at when nothing waits for them any more. Those that are open say nothing. */
  async returned(): Promise<Record<string, Summary[]>> {
    const seen: Record<string, Summary[]> = {};
    const end = new Promise<null>((resolve) => {
      startTimer(() => resolve(null), SETTLING_MS_MAX);
    });
    for (const [key, value] of this.#returned) {
      const settled = await settledValue(value, end);
      const known = (seen[key] ??= []);
      const summary = settled === null ? null : summarizeBounded(settled.value);
      if (summary === null && settled?.value !== null) continue;
      const isNew = known.every((other) => JSON.stringify(other) !== JSON.stringify(summary));
      if (isNew && known.length < RESULTS_MAX) known.push(summary);
    }
    return seen;
  }

  /** Keeps a callback for after the call, as events and timers come later too. */
  later(callback: () => unknown): void {
    if (this.#callbackCount >= CALLBACKS_MAX) return;
    this.#callbackCount += 1;
    this.#callbacks.push(callback);
  }

  /** Runs kept callbacks, and those they give away; one that fails does not stop the next. */
  async runCallbacks(onError: (error: unknown) => void): Promise<void> {
    for (let callback = this.#callbacks.shift(); callback !== undefined; callback = this.#callbacks.shift()) {
      try {
        await callback();
      } catch (error) {
        onError(error);
      }
    }
  }
}

/** Null for promises that were rejected, or are open at the end. */
async function settledValue(value: unknown, end: Promise<null>): Promise<{ readonly value: unknown } | null> {
  if (!(value instanceof Promise)) return { value };
  const settled = value.then(
    (inner: unknown) => ({ value: inner }),
    () => null,
  );
  return Promise.race([settled, end]);
}

function lineOf(name: string, values: readonly unknown[]): string {
  return `${name} ${JSON.stringify(summarize(values))}`.slice(0, LINE_LENGTH_MAX);
}
