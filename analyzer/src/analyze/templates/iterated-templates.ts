import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { originOf } from '../locate/origin.ts';
import type { SourceReader } from '../source-reader.ts';
import { allowsOptionalChaining } from '../syntax/language-level.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { textOf } from '../syntax/parse-source.ts';
import { candidateOf } from './candidate.ts';
import { listTemplates } from './list-templates.ts';
import { PRIORS } from './priors.ts';

/** V8 says "not iterable" of missing values and of objects alike; the way the value came tells which is likely. */
export async function iteratedTemplates(
  node: Node,
  file: ParsedFile,
  sources: SourceReader,
): Promise<{ sentence: string; evidence: readonly Evidence[]; candidates: (FixCandidate | null)[] }> {
  const origin = await originOf(node, file, sources);
  return {
    sentence: origin.sentence,
    evidence: origin.evidence,
    candidates: [
      emptyWhenMissing(node, file, allowsOptionalChaining(file, await sources.manifestOf(file.path))),
      ...listTemplates(node, file),
    ],
  };
}

function emptyWhenMissing(node: Node, file: ParsedFile, optionalChaining: boolean): FixCandidate | null {
  const text = textOf(file, node);
  return candidateOf({
    origin: 'nullish/default-value',
    title: `Treat a missing ${code(text)} as an empty list`,
    description: 'There is nothing to go over when the list is missing.',
    prior: PRIORS.defaultByFamily + 0.15,
    file,
    edit: (edit) => {
      const wrap = !optionalChaining && node.parent?.type === 'SpreadElement';
      if (wrap) edit.appendLeft(node.start, '(');
      edit.appendRight(node.end, optionalChaining ? ' ?? []' : ` || []${wrap ? ')' : ''}`);
    },
  });
}
