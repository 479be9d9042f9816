import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import { runSnippet, type Outcome } from './run-snippet.ts';
import { caseOfSnippet } from './snippet-case.ts';
import type { Snippet } from './snippet.ts';
import { CALLS } from './snippets/calls.ts';
import { JSON_TEXTS } from './snippets/json.ts';
import { NULLISH } from './snippets/nullish.ts';
import { PROMISES } from './snippets/promises.ts';

const SNIPPETS: readonly Snippet[] = [...NULLISH, ...CALLS, ...PROMISES, ...JSON_TEXTS];

describe.each(SNIPPETS)('$name', (snippet) => {
  it('is explained', async () => {
    const given = await caseOfSnippet(snippet);
    const diagnosis = await diagnose(given);
    expect(diagnosis.rule).toBe(snippet.rule);
    if (snippet.at !== undefined) expect(diagnosis.location).toMatchObject(placeOf(snippet, snippet.at));
    if (snippet.says !== undefined) expect(diagnosis.root_cause).toContain(snippet.says);
    if (snippet.template !== undefined) expect(diagnosis.candidates[0]?.origin).toBe(snippet.template);
    if (snippet.contains !== undefined)
      expect(diagnosis.candidates[0]?.edits[0]?.after).toContain(snippet.contains);
    if (snippet.noCandidates) expect(diagnosis.candidates).toEqual([]);
    expect(await diagnose(given)).toEqual(diagnosis);
  });

  it.skipIf(snippet.patched === undefined)('behaves with the first patch', async () => {
    const diagnosis = await diagnose(await caseOfSnippet(snippet));
    const [first] = diagnosis.candidates;
    const patched = {
      ...snippet.files,
      ...Object.fromEntries((first?.edits ?? []).map((edit) => [edit.path, edit.after])),
    };
    const rows = snippet.patched ?? [];
    const outcomes = await runSnippet(
      patched,
      snippet.entry,
      rows.map(([expression]) => expression),
    );
    expect(outcomes.map(shown), first?.edits[0]?.after).toEqual(rows.map(([, gives]) => expected(gives)));
  });
});

function placeOf(snippet: Snippet, [path, line]: readonly [string, string]): { path: string; line: number } {
  const lines = (snippet.files[path] ?? '').split('\n').map((text) => text.trim());
  return { path, line: lines.indexOf(line) + 1 };
}

function shown(outcome: Outcome): string {
  return outcome.kind === 'value' ? outcome.json : `throws ${outcome.message}`;
}

function expected(gives: unknown): string {
  if (typeof gives === 'object' && gives !== null && 'throws' in gives)
    return `throws ${String(gives.throws)}`;
  return JSON.stringify(gives) ?? 'undefined';
}
