import type { Summary } from '../../replay/plan.ts';

/** Where a value is missing, seen from the function it is taken away in. */
export type Absence =
  /** Reached from a name (or `this`) that is there when the call starts; without keys the parameter itself. */
  | { readonly kind: 'entry'; readonly root: string; readonly keys: readonly string[] }
  /** Reached from the item of a loop. */
  | { readonly kind: 'item'; readonly name: string; readonly keys: readonly string[] }
  /** What expressions of these texts give, or something reached from it. */
  | { readonly kind: 'text'; readonly texts: readonly string[]; readonly keys: readonly string[] };

/**
 * What stands in the place of the value in one call: nothing, something without any part (a stranger to all who ask
 * what it is), or the value another call before it had there.
 */
export type Replacement = 'undefined' | 'null' | 'empty list' | 'stranger' | { readonly like: number };

export type WatchSettings = {
  /** Where lines are written, and the file that says which process of a run does so. */
  readonly report: string;
  readonly claim: string;
  /** Calls whose value is kept, so that a later one can be given it. */
  readonly keep: readonly number[];
  /** The calls that are written down; null for the first ones that pass the failing place, and some that do not. */
  readonly only: readonly number[] | null;
  readonly force: {
    /** Position among the calls of the function in a run, from 1. */
    readonly call: number;
    /** Which round of the loop, for an item; -1 where there is none. */
    readonly item: number;
    readonly value: Replacement;
    /** True when those who read a part of the value in the failing function meet a stranger in the place of nothing. */
    readonly isMet: boolean;
  } | null;
};

export type WatchedError = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly builtin: boolean;
};

/** One call of the function by the tests. */
export type WatchedCall = {
  readonly call: number;
  /** True when the failing expression was evaluated in it. */
  readonly reached: boolean;
  /** True when the statement was come to in which the value is missing. */
  readonly near: boolean;
  /** The round of the loop in which it was; -1 outside of loops. */
  readonly item: number;
  /** What was there where production had nothing; null when the call never came to it. */
  readonly value: { readonly is: Summary } | null;
  readonly arguments: Summary;
  readonly result: Summary;
  /** Calls made for what they do, and values put outside of the function, in order. */
  readonly effects: readonly string[];
  readonly error: WatchedError | null;
  /** True when the value was taken away, or replaced, in this call. */
  readonly forced: boolean;
};
