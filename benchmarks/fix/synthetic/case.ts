import type { Breadcrumb, Classification, Frame } from '@bugsage/core';

/** A trap is a positive whose obvious patch is wrong. */
export type CaseKind = 'positive' | 'trap' | 'look-alike' | 'noise' | 'injection';

/** A step before the failure: `POST /api/cart 200`, or a text. */
export type Step = string | { readonly method: string; readonly url: string; readonly status: number | null };

/**
 * One case as it is written: texts with `$item`, `$list` and so on for the words of a domain, and `⟦1`, `⟦2` where the
 * crash and its callers are. Marks are taken out before anything reads the files.
 */
export type Draft = {
  readonly files: Readonly<Record<string, string>>;
  readonly error: readonly [type: string, message: string];
  /** Innermost cause first, when the error has one. */
  readonly cause?: readonly [type: string, message: string];
  /** Null: the rules must say that they do not know. */
  readonly rule: string | null;
  readonly classification?: Classification;
  /** Mark of the place the analysis should name; 1 when left out, null when it can name none. */
  readonly place?: number | null;
  /** Behaviour the fixed repository must have; left out where no patch is right. Hidden from engine and verification. */
  readonly checks?: string;
  readonly trail?: readonly Step[];
  readonly mechanism?: string;
  readonly platform?: 'node' | 'javascript' | 'python';
  /** Names of the functions at the marks, crash first. */
  readonly functions?: readonly string[];
};

/** What is wrong in a class, and what only looks like it. */
export type CaseClass = {
  readonly id: string;
  readonly positive: Draft;
  readonly lookAlike: Draft;
};

export type SyntheticCase = {
  readonly id: string;
  readonly kind: CaseKind;
  readonly className: string;
  readonly draft: Draft;
  readonly files: Readonly<Record<string, string>>;
  readonly frames: readonly Frame[];
  readonly steps: readonly Breadcrumb[];
  readonly place: { readonly path: string; readonly line: number } | null;
  readonly checks: string | null;
  /** Subjects of the commits, oldest first. */
  readonly commits: readonly string[];
};
