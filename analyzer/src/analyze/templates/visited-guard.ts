import type { MagicString } from 'magic-string';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import type { Recursion } from '../locate/recursion.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { emptyReturnOf } from '../syntax/function-facts.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { listedStatement } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

const PRIOR = 0.4;

/** A function that follows references remembers what it has seen, so that data which refers to itself ends. */
export function visitedGuard(recursion: Recursion, file: ParsedFile): FixCandidate | null {
  const { owner, name, calls, followed, element } = recursion;
  const set = ['visited', 'seen', 'alreadyVisited'].find((word) => resolveBinding(word, owner) === null);
  const last = owner.params.at(-1);
  if (set === undefined || last === undefined || last.type === 'RestElement') return null;
  // Another argument would land in the place of the new parameter.
  if (calls.some((call) => call.arguments.length > owner.params.length)) return null;
  const keepsResult = calls.some((call) => isUsed(call));
  if (element !== null && keepsResult) return null;
  const passed = keepsResult ? `new Set([...${set}, ${followed.name}])` : set;
  return candidateOf({
    origin: 'stack-overflow/visited',
    title: `Visit each ${code(element?.name ?? followed.name)} once`,
    description: `${code(name)} follows references, and they lead back to where it was; it now remembers where that is.`,
    prior: PRIOR,
    file,
    edit: (text) => {
      text.appendRight(last.end, `, ${set} = new Set()`);
      for (const call of calls) handDown(text, call, passed, owner.params.length);
      for (const node of recursion.handedOn) callInstead(text, node, recursion, passed);
      if (element === null) guardStart(text, recursion, file, { set, keepsResult });
      else for (const call of calls) guardTurn(text, call, file, { set, element: element.name });
    },
  });
}

function isUsed(call: Node): boolean {
  return call.parent?.type !== 'ExpressionStatement';
}

function handDown(text: MagicString, call: Recursion['calls'][number], passed: string, count: number): void {
  const given = call.arguments.length;
  const left = Array.from({ length: count - given }, () => 'undefined, ').join('');
  const last = call.arguments.at(-1);
  if (last === undefined) text.appendLeft(call.end - 1, `${left}${passed}`);
  else text.appendRight(last.end, `, ${left}${passed}`);
}

/** `.forEach(walk)` hands position and list to the new parameter; it becomes a call. */
function callInstead(text: MagicString, node: Node, { owner, name }: Recursion, passed: string): void {
  const inside = owner.start <= node.start && node.end <= owner.end;
  const item = name === 'item' ? 'one' : 'item';
  const between = Array.from({ length: owner.params.length - 1 }, () => ', undefined').join('');
  text.update(node.start, node.end, `(${item}) => ${name}(${item}${inside ? `${between}, ${passed}` : ''})`);
}

function guardStart(
  text: MagicString,
  { owner, followed }: Recursion,
  file: ParsedFile,
  { set, keepsResult }: { set: string; keepsResult: boolean },
): void {
  const first = owner.body?.type === 'BlockStatement' ? owner.body.body[0] : undefined;
  if (first === undefined) return;
  const style = styleOf(file);
  const indent = indentAt(file, first.start);
  const empty = emptyReturnOf(owner, file).text;
  const guard = guardText(style, indent, {
    test: `${set}.has(${followed.name})`,
    body: empty === '' ? 'return' : `return ${empty}`,
  });
  const next = `${style.newline}${indent}`;
  const add = keepsResult ? '' : `${set}.add(${followed.name})${style.end}${next}`;
  text.appendLeft(first.start, `${guard}${next}${add}`);
}

/** The one statement that goes deeper is done once per element. */
function guardTurn(
  text: MagicString,
  call: Node,
  file: ParsedFile,
  { set, element }: { set: string; element: string },
): void {
  const statement = listedStatement(call);
  if (statement === null) return;
  const style = styleOf(file);
  const indent = indentAt(file, statement.start);
  const inner = `${style.newline}${indent}${style.unit}`;
  text.prependRight(
    statement.start,
    `if (!${set}.has(${element})) {${inner}${set}.add(${element})${style.end}${inner}`,
  );
  for (const { index } of textOf(file, statement).matchAll(/\n(?=[ \t])/g))
    text.appendLeft(statement.start + index + 1, style.unit);
  text.appendLeft(statement.end, `${style.newline}${indent}}`);
}
