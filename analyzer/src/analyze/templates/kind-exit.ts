import type { FixCandidate } from '../diagnosis.ts';
import type { CallNode } from '../locate/find-call.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { bare, isMember, isRepeatable, rootName } from '../syntax/expressions.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { emptyReturnOf } from '../syntax/function-facts.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { contains, enclosingFunction, listedStatement } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { exitFrom } from './leave-early.ts';

const STATED_PRIOR = 0.32;
const PRIOR = 0.19;

/** Leaves before a call of a method that only lists or texts have, when the value is another kind of thing. */
export function kindExit(
  call: CallNode,
  file: ParsedFile,
  kind: 'list' | 'text' | 'unknown',
): FixCandidate | null {
  const callee = bare(call.callee);
  const isPlain = kind === 'unknown' && callee.type === 'Identifier';
  if (!isPlain && (!isMember(callee) || !isRepeatable(callee.object))) return null;
  const statement = listedStatement(call);
  const owner = enclosingFunction(call);
  if (statement === null || owner === null || runsConditionally(call, statement)) return null;
  const value = isMember(callee) ? callee.object : callee;
  const root = rootName(value);
  const binding = root === null ? null : resolveBinding(root, callee);
  if (binding !== null && contains(statement, binding.identifier)) return null;
  const style = styleOf(file);
  const object = textOf(file, value);
  const test =
    kind === 'list'
      ? `!Array.isArray(${object})`
      : kind === 'text'
        ? `typeof ${object} !== ${style.quote}string${style.quote}`
        : `typeof ${textOf(file, callee)} !== ${style.quote}function${style.quote}`;
  const empty = emptyReturnOf(owner, file);
  const indent = indentAt(file, statement.start);
  const guard = guardText(style, indent, { test, body: exitFrom(statement, empty.text) });
  return candidateOf({
    origin: 'not-a-function/return-early',
    title: `Leave when ${code(object)} is of another kind`,
    description: isMember(callee)
      ? `What has no ${code(textOf(file, callee.property))} cannot be worked with here.`
      : 'There is nothing to call then.',
    prior: empty.from === 'stated' && empty.text !== '' ? STATED_PRIOR : PRIOR,
    file,
    edit: (text) => {
      text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}
