import { MagicString } from 'magic-string';
import type { FixCandidate } from '../diagnosis.ts';
import { parses, type ParsedFile } from '../syntax/parse-source.ts';

export type Draft = {
  /** `rule/template`. */
  readonly origin: string;
  readonly title: string;
  readonly description: string;
  readonly prior: number;
  readonly file: Pick<ParsedFile, 'path' | 'text'>;
  readonly edit: (text: MagicString) => void;
};

/** A patch from an edit of one file; null when it changes nothing or the result does not parse. */
export function candidateOf(draft: Draft): FixCandidate | null {
  const text = new MagicString(draft.file.text);
  draft.edit(text);
  const after = text.toString();
  if (after === draft.file.text || !parses(draft.file.path, after)) return null;
  return {
    origin: draft.origin,
    title: draft.title,
    description: draft.description,
    prior: Math.round(Math.min(1, Math.max(0.01, draft.prior)) * 100) / 100,
    edits: [{ path: draft.file.path, before: draft.file.text, after }],
  };
}

/** Best prior first, equal patches once, at most `max`. Of equal priors the earlier one stays first. */
export function rankCandidates(candidates: readonly (FixCandidate | null)[], max: number): FixCandidate[] {
  const seen = new Set<string>();
  return candidates
    .filter((candidate) => candidate !== null)
    .toSorted((left, right) => right.prior - left.prior)
    .filter((candidate) => {
      const key = candidate.edits.map((edit) => `${edit.path}\n${edit.after}`).join('\n');
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .slice(0, max);
}
