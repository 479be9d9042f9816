import { summarize } from './summarize.ts';

const EFFECTS_MAX = 200;
const CALLBACKS_MAX = 50;
const LINE_LENGTH_MAX = 500;

/** Collects what code does to the values it was given, in order. */
export class Recorder {
  readonly effects: string[] = [];
  readonly trace: string[] = [];
  /** Call sites whose result was a promise. */
  readonly promised = new Set<string>();
  readonly #callbacks: (() => unknown)[] = [];
  #callbackCount = 0;

  effect(name: string, values: readonly unknown[]): void {
    if (this.effects.length < EFFECTS_MAX) this.effects.push(lineOf(name, values));
  }

  site(key: string, values: readonly unknown[]): void {
    if (this.trace.length < EFFECTS_MAX) this.trace.push(lineOf(key, values));
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

function lineOf(name: string, values: readonly unknown[]): string {
  return `${name} ${JSON.stringify(summarize(values))}`.slice(0, LINE_LENGTH_MAX);
}
