import type { Breadcrumb } from '@bugsage/core';

/** A program that crashes, what the engine must say of it, and how it must behave with the first patch. */
export type Snippet = {
  readonly name: string;
  /** By path; the crash comes from running them. */
  readonly files: Readonly<Record<string, string>>;
  readonly entry: string;
  /** Expression over `m`, the entry's exports; it throws or rejects. */
  readonly run: string;
  readonly breadcrumbs?: readonly Breadcrumb[];
  /** Rule that must have the word; null for the honest report. */
  readonly rule: string | null;
  /** Path and trimmed text of the line the report must name. */
  readonly at?: readonly [path: string, line: string];
  /** Part of the root cause. */
  readonly says?: string;
  /** Template of the first candidate. */
  readonly template?: string;
  /** Template whose patch is judged instead of the first one's. */
  readonly judge?: string;
  /** Templates that must not be among the candidates. */
  readonly without?: readonly string[];
  /** Expressions over `m` of the patched program and what they give, as JSON; `throws: text` for an error. */
  readonly patched?: readonly (readonly [expression: string, gives: unknown])[];
  /** Text the patched file must have. */
  readonly contains?: string;
  /** The engine must not propose any patch. */
  readonly noCandidates?: true;
};
