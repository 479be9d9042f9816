import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { originOf } from '../locate/origin.ts';
import type { SourceReader } from '../source-reader.ts';
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
    candidates: [emptyWhenMissing(node, file), ...listTemplates(node, file)],
  };
}

function emptyWhenMissing(node: Node, file: ParsedFile): FixCandidate | null {
  const text = textOf(file, node);
  return candidateOf({
    origin: 'nullish/default-value',
    title: `Treat a missing ${code(text)} as an empty list`,
    description: 'There is nothing to go over when the list is missing.',
    prior: PRIORS.defaultByFamily + 0.15,
    file,
    edit: (edit) => {
      edit.appendRight(node.end, ' ?? []');
    },
  });
}
