import type { ErrorKey } from './error-key.ts';
import type { Knowledge } from './knowledge.ts';
import type { Shape } from './shape.ts';

/** A way to call code of the repository from outside. */
export type Entry = {
  /** Path of the module from the repository's root. */
  readonly module: string;
  /** From the module's namespace to the function, or to the class of a method. */
  readonly access: readonly (string | number)[];
  /** `module`: loading it is all there is to do. */
  readonly kind: 'function' | 'method' | 'static' | 'constructor' | 'module';
  /** Name of the method; empty for functions. */
  readonly method: string;
  /** As people would write the call. */
  readonly label: string;
  /** What the code says about the parameters before anything runs. */
  readonly parameters: readonly Knowledge[];
  /** True when the module had to be given an export for the replay. */
  readonly exported: boolean;
};

/** What `fetch` answers. */
export type FetchAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: Shape }
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly contentType: string;
      readonly text: string;
    }
  | { readonly kind: 'failure'; readonly code: string };

/** One call with everything it sees. */
export type Scenario = {
  readonly entry: number;
  readonly arguments: readonly Shape[];
  /** Fields of `this` for methods. */
  readonly self: Shape | null;
  readonly globals: Readonly<Record<string, Shape>>;
  readonly fetch: FetchAnswer | null;
  /** Results of calls in the crashing function that are replaced, by call site. */
  readonly sites: Readonly<Record<string, Shape>>;
};

/** What the event says about a call; null where it says nothing. */
export type Captured = { readonly arguments: readonly (Shape | null)[]; readonly self: Shape | null };

/** What the search is given. */
export type Plan = {
  readonly entries: readonly Entry[];
  /** By entry; null when the event carries no arguments of that call. */
  readonly captured: readonly (Captured | null)[];
  readonly expected: ErrorKey;
  readonly crash: {
    readonly module: string;
    readonly line: number;
    /** Of the failing expression in the exposed and in the instrumented text. */
    readonly offset: number;
    readonly instrumentedOffset: number;
    /** It takes an object apart: `{ a = 1 }`. */
    readonly isPattern: boolean;
  };
  /** Texts of changed modules by path: an added export, or call sites that report themselves. */
  readonly exposed: Readonly<Record<string, string>>;
  readonly instrumented: Readonly<Record<string, string>>;
  /** Call sites of the crashing function; those around the crashing expression cannot be replaced. */
  readonly sites: readonly { readonly key: string; readonly replaceable: boolean }[];
  /** Names of browser globals the code uses. */
  readonly globals: readonly string[];
  readonly usesFetch: boolean;
  /** What must have been handed in for the message to come about; null when it does not tell. */
  readonly badValue: Shape | null;
  /** Message of what is thrown when a server answers twice; null when the error is another one. */
  readonly answeredTwice: string | null;
  /** Answers of `fetch` under which the error may appear, before normal ones are tried. */
  readonly badAnswers: readonly FetchAnswer[];
  readonly dictionary: { readonly texts: readonly string[]; readonly numbers: readonly number[] };
  /** Fields in which the repository finds the list of the answer that is none here: `(await load()).items`. */
  readonly listHolders: readonly string[];
  /** Names near the crash: places of that name are spoiled first. */
  readonly names: readonly string[];
  /** Lists find what they are asked for while their use is learned; not when left out. */
  readonly willing?: boolean;
  /** Processor time for the whole search. */
  readonly budgetMs: number;
};

/** A value in a form that can be compared and printed; objects that are no JSON carry `$`. */
export type Summary =
  | string
  | number
  | boolean
  | null
  | readonly Summary[]
  | { readonly [key: string]: Summary };

export type Thrown = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  /** True for classes of the language itself (TypeError, ...). */
  readonly builtin: boolean;
};

export type Outcome = {
  readonly end: 'returned' | 'thrown' | 'hung' | 'exited' | 'not_loaded';
  /** What the call, its callbacks and its unawaited promises threw; empty when it returned. */
  readonly errors: readonly Thrown[];
  /** True when the call returned a promise. */
  readonly promise: boolean;
  readonly result: Summary;
  /** Calls on values we passed in, in order, as text. */
  readonly effects: readonly string[];
  /** Arguments, `this` and globals after the call. */
  readonly after: Summary;
  /** Calls inside the crashing function with their arguments; only when instrumented. */
  readonly trace: readonly string[];
  /** Call sites whose result was a promise; only when instrumented. */
  readonly promised: readonly string[];
  /** What call sites that were not replaced gave, promises settled; only when instrumented. */
  readonly returned: Readonly<Record<string, readonly Summary[]>>;
  /** True when the crashing expression was evaluated. */
  readonly reached: boolean;
};

/** A scenario with what base did. */
export type Found = {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  /** True when the arguments are those of the event, not inferred ones. */
  readonly captured: boolean;
  /** True when call sites were replaced, so that the instrumented text has to run. */
  readonly instrumented: boolean;
  /**
   * For patched code, where a call site gives a promise that base forgot to await: base was shown the plain value and
   * worked, patched code is shown the promise and must do the same. So where an answer holds the list that base took
   * it for. Null when both see the same.
   */
  readonly patchedScenario: Scenario | null;
  /** Replaced call sites of which no run showed that the real call can give such a result. */
  readonly assumed: readonly string[];
  /** For a failing call: base calls that differ from it in the value that is missing, and nowhere else. */
  readonly relatives: readonly Relative[];
};

/**
 * - `given`: the value is there; `varied`: it is there and another one. What is the same in all of these does not depend
 *   on the value.
 * - `empty`: an empty object or list is there.
 * - `left_out`: the item of the list that holds the missing value is not there at all.
 */
export type Relative = {
  readonly relation: 'given' | 'varied' | 'empty' | 'left_out';
  /** Where the value is missing, as a path in `Outcome.after`; null when it is not in there. */
  readonly path: string | null;
  /** Names of the functions inside the given value: their calls are part of it. */
  readonly about: readonly string[];
  readonly outcome: Outcome;
};

/** What the search found, over all entries. */
export type SearchResult = {
  /** Scenarios under which base fails as production did. */
  readonly failing: readonly Found[];
  /** Scenarios under which base works, those that pass the crashing expression first. */
  readonly working: readonly Found[];
  readonly runs: number;
  readonly notes: readonly string[];
};
