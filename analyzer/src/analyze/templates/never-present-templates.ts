import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** `people.get(id);` at the end of a function whose result is used -> `return people.get(id);`. */
export function returnLast(file: ParsedFile, last: Node): FixCandidate | null {
  if (last.type !== 'ExpressionStatement') return null;
  const value = bare(last.expression);
  if (value.type === 'AssignmentExpression' || value.type === 'UpdateExpression') return null;
  return candidateOf({
    origin: 'nullish/missing-return',
    title: `Return ${code(textOf(file, value))}`,
    description: 'The result is computed and thrown away, and the caller uses it.',
    prior: 0.65,
    file,
    edit: (text) => {
      text.appendLeft(last.start, 'return ');
    },
  });
}

/** `.filter(…)` whose result is used as one element. */
export function findInstead(file: ParsedFile, call: Node): FixCandidate | null {
  const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
  if (callee === null || !isMember(callee) || textOf(file, callee.property) !== 'filter') return null;
  return candidateOf({
    origin: 'nullish/find-instead',
    title: `Look for the one element with ${code('find')}`,
    description: 'The result is used as an element, not as a list.',
    prior: 0.55,
    file,
    edit: (text) => {
      text.update(callee.property.start, callee.property.end, 'find');
    },
  });
}

/** The field the object has, where one is close. */
export function otherField(file: ParsedFile, property: Node, right: string | null): FixCandidate | null {
  if (right === null) return null;
  return candidateOf({
    origin: 'nullish/other-field',
    title: `Read ${code(right)}`,
    description: `The object has no ${code(textOf(file, property))}.`,
    prior: 0.6,
    file,
    edit: (text) => {
      text.update(property.start, property.end, right);
    },
  });
}

/** `state.current = null; log(state.current.id);` -> the other way round: it is cleared when it was used. */
export function clearAfterwards(file: ParsedFile, cleared: Node, last: Node): FixCandidate | null {
  if (last.type === 'ReturnStatement' || last.type === 'ThrowStatement') return null;
  return candidateOf({
    origin: 'nullish/clear-afterwards',
    title: `Clear ${code(textOf(file, cleared).replace(/\s*=.*$/s, ''))} after its last use`,
    description: 'The value was cleared one step too early.',
    prior: 0.55,
    file,
    edit: (text) => {
      const from = file.text.lastIndexOf('\n', cleared.start - 1) + 1;
      const isOwnLine = file.text.slice(from, cleared.start).trim() === '' && file.text[cleared.end] === '\n';
      if (!isOwnLine) return;
      text.appendLeft(last.end, `\n${file.text.slice(from, cleared.end)}`);
      text.remove(from, cleared.end + 1);
    },
  });
}
