import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { listHoldersOf } from '../locate/list-holders.ts';
import { isRepeatable } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** Patches for a value that should be a list: unwrap it where a neighbour does, else treat anything else as empty. */
export function listTemplates(value: Node, file: ParsedFile): (FixCandidate | null)[] {
  return [unwrapLikeNeighbour(value, file), onlyLists(value, file)];
}

/** The same call is unwrapped elsewhere in the file: `(await load()).items`, `answer.items`. */
function unwrapLikeNeighbour(value: Node, file: ParsedFile): FixCandidate | null {
  const [field, ...others] = listHoldersOf(file, value);
  if (field === undefined || others.length > 0) return null;
  return candidateOf({
    origin: 'not-a-function/unwrap-list',
    title: `Take the list out of ${code(field)}`,
    description: `Elsewhere in this file the list of the same call is its field ${code(field)}.`,
    prior: 0.6,
    file,
    edit: (text) => {
      text.appendRight(value.end, `.${field}`);
    },
  });
}

/** Honest but blunt: hides an answer of the wrong shape, so it comes last. */
function onlyLists(value: Node, file: ParsedFile): FixCandidate | null {
  if (!isRepeatable(value)) return null;
  const text = textOf(file, value);
  return candidateOf({
    origin: 'not-a-function/only-lists',
    title: `Treat ${code(text)} as empty when it is no list`,
    description: 'Whatever is no list counts as an empty one.',
    prior: 0.2,
    file,
    edit: (edit) => {
      edit.update(value.start, value.end, `(Array.isArray(${text}) ? ${text} : [])`);
    },
  });
}
