import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import type { Diagnosis, FixCandidate } from '../../src/analyze/diagnosis.ts';
import { runSnippet, type Outcome } from './run-snippet.ts';
import { caseOfSnippet } from './snippet-case.ts';
import type { Snippet } from './snippet.ts';
import { BRANCHES } from './snippets/branches.ts';
import { CALLS } from './snippets/calls.ts';
import { CONDITIONS } from './snippets/conditions.ts';
import { ELEMENTS } from './snippets/elements.ts';
import { CALLERS } from './snippets/callers.ts';
import { JSON_TEXTS } from './snippets/json.ts';
import { KINDS } from './snippets/kinds.ts';
import { LISTS } from './snippets/lists.ts';
import { MOVES } from './snippets/moves.ts';
import { RECURSION } from './snippets/recursion.ts';
import { NULLISH } from './snippets/nullish.ts';
import { OTHER_PARTS } from './snippets/other-parts.ts';
import { PROMISES } from './snippets/promises.ts';
import { TABLES } from './snippets/tables.ts';

const SNIPPETS: readonly Snippet[] = [
  ...NULLISH,
  ...MOVES,
  ...BRANCHES,
  ...CONDITIONS,
  ...TABLES,
  ...LISTS,
  ...KINDS,
  ...CALLERS,
  ...RECURSION,
  ...ELEMENTS,
  ...CALLS,
  ...PROMISES,
  ...JSON_TEXTS,
  ...OTHER_PARTS,
];

describe.each(SNIPPETS)('$name', (snippet) => {
  it('is explained', async () => {
    const given = await caseOfSnippet(snippet);
    const diagnosis = await diagnose(given);
    expect(seen(diagnosis, snippet)).toEqual(wanted(snippet));
    expect(await diagnose(given)).toEqual(diagnosis);
  });

  const { patched: rows } = snippet;
  if (rows === undefined) return;
  it('behaves with the judged patch', async () => {
    const judged = judgedOf(await diagnose(await caseOfSnippet(snippet)), snippet);
    const edits = (judged?.edits ?? []).map((edit) => [edit.path, edit.after]);
    const patched = { ...snippet.files, ...Object.fromEntries(edits) };
    const outcomes = await runSnippet(
      patched,
      snippet.entry,
      rows.map(([expression]) => expression),
    );
    expect({ edits, gives: outcomes.map(shown) }).toEqual({
      edits,
      gives: rows.map(([, gives]) => expected(gives)),
    });
  });
});

function judgedOf({ candidates }: Diagnosis, { judge }: Snippet): FixCandidate | undefined {
  return judge === undefined ? candidates[0] : candidates.find(({ origin }) => origin === judge);
}

/** Only what the snippet asks for, in the words of the snippet. */
function seen(diagnosis: Diagnosis, snippet: Snippet): object {
  const { rule, location, root_cause, candidates } = diagnosis;
  const [first] = candidates;
  const judged = judgedOf(diagnosis, snippet);
  return {
    rule,
    ...(snippet.at && { at: { path: location?.path, line: location?.line } }),
    ...(snippet.says !== undefined && {
      says: root_cause.includes(snippet.says) ? snippet.says : root_cause,
    }),
    ...(snippet.template !== undefined && { template: first?.origin }),
    ...(snippet.contains !== undefined && {
      contains: judged?.edits[0]?.after.includes(snippet.contains)
        ? snippet.contains
        : judged?.edits[0]?.after,
    }),
    ...(snippet.without && { without: candidates.filter(({ origin }) => snippet.without?.includes(origin)) }),
    ...(snippet.noCandidates && { noCandidates: candidates.length === 0 }),
  };
}

function wanted({ rule, says, template, contains, noCandidates, ...snippet }: Snippet): object {
  return {
    rule,
    ...(snippet.at && { at: placeOf(snippet, snippet.at) }),
    ...(says !== undefined && { says }),
    ...(template !== undefined && { template }),
    ...(contains !== undefined && { contains }),
    ...(snippet.without && { without: [] }),
    ...(noCandidates && { noCandidates }),
  };
}

function placeOf(
  snippet: Pick<Snippet, 'files'>,
  [path, line]: readonly [string, string],
): { path: string; line: number } {
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
