import type { Evidence } from '@bugsage/core';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import type { SourceReader } from '../source-reader.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, isRepeatable, propertyName, sameText } from '../syntax/expressions.ts';
import { returnedBy } from '../syntax/function-facts.ts';
import { findCalledFunction, type FoundFunction } from '../syntax/modules.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { keyName } from '../syntax/patterns.ts';
import { listedStatement, siblingsOf } from '../syntax/walk.ts';
import {
  clearAfterwards,
  findInstead,
  otherField,
  returnLast,
} from '../templates/never-present-templates.ts';
import { citeLine, code, codeOf, placeOf } from '../words.ts';
import { closestName } from './closest-name.ts';
import { functionName } from './origin.ts';
import { kindForMethod, kindOfValue } from './value-kind.ts';

/** A value that no run can give: checking for it would hide the mistake, not mend it. */
export type NeverPresent = {
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
  /** Where the code has to change. */
  readonly place: { readonly file: ParsedFile; readonly node: Node };
  readonly candidates: readonly (FixCandidate | null)[];
};

/** Methods that give a list, whatever they are called on that has them. */
const LIST_GIVERS = new Set(['filter', 'flatMap', 'toSorted', 'toReversed']);

export async function neverPresent(
  receiver: Node,
  file: ParsedFile,
  sources: SourceReader,
): Promise<NeverPresent | null> {
  const node = bare(receiver);
  const cleared = clearedAbove(node, file);
  if (cleared !== null) return cleared;
  if (isMember(node)) return neverHasField(node, file, sources);
  const call = callBehind(node);
  const found = call === null ? null : await findCalledFunction(call.callee, file, sources);
  return found === null || call === null ? null : returnsNothing(found, call, file);
}

/** `state.current = null;` right above, and nothing set it again. */
function clearedAbove(node: Node, file: ParsedFile): NeverPresent | null {
  const statement = listedStatement(node);
  const wanted = textOf(file, node);
  if (statement === null || !isRepeatable(node)) return null;
  const above = siblingsOf(statement).filter((other) => other.end <= statement.start);
  for (const other of above.toReversed()) {
    if (other.type !== 'ExpressionStatement') {
      if (textOf(file, other).includes(wanted)) return null;
      continue;
    }
    const set = bare(other.expression);
    if (set.type !== 'AssignmentExpression' || !sameText(textOf(file, set.left), wanted)) continue;
    if (!/^(?:null|undefined|void 0)$/.test(textOf(file, set.right))) return null;
    const sentence = `${placeOf(file, other)} sets it to ${codeOf(file, set.right)} just before.`;
    return {
      sentence,
      evidence: [citeLine(file, other, 'The value is cleared here.')],
      place: { file, node: other },
      candidates: [clearAfterwards(file, other, lastUse(statement, wanted, file))],
    };
  }
  return null;
}

/** The last statement beside the use that names the value without setting it. */
function lastUse(statement: Node, wanted: string, file: ParsedFile): Node {
  let last = statement;
  for (const other of siblingsOf(statement)) {
    if (other.start <= statement.start) continue;
    const set = other.type === 'ExpressionStatement' ? bare(other.expression) : null;
    if (set?.type === 'AssignmentExpression' && sameText(textOf(file, set.left), wanted)) break;
    if (other.type !== 'ReturnStatement' && textOf(file, other).includes(wanted)) last = other;
  }
  return last;
}

/** The call whose result a name holds, seen through `await`; null when the name is set again anywhere. */
function callBehind(node: Node): Extract<Node, { type: 'CallExpression' }> | null {
  let value: Node = node;
  if (node.type === 'Identifier') {
    const binding = resolveBinding(node.name, node);
    if (binding?.kind !== 'variable' || binding.declarationKind !== 'const') return null;
    if (binding.init === null || binding.keys.length > 0) return null;
    value = bare(binding.init);
  }
  if (value.type === 'AwaitExpression') value = bare(value.argument);
  return value.type === 'CallExpression' ? value : null;
}

function returnsNothing(
  { file: other, owner }: FoundFunction,
  call: Node,
  file: ParsedFile,
): NeverPresent | null {
  if (owner.generator || owner.body?.type !== 'BlockStatement') return null;
  if (returnedBy(owner).some((value) => value !== null)) return null;
  const last = owner.body.body.at(-1);
  const sentence = `${codeOf(file, call)} gives nothing: ${functionName(owner)} (${placeOf(other, owner)}) has no ${code('return')} with a value.`;
  return {
    sentence,
    evidence: [
      citeLine(file, call, 'The value comes from this call.'),
      citeLine(other, owner, 'The function returns nothing.'),
    ],
    place: { file: other, node: last ?? owner },
    candidates: [last === undefined ? null : returnLast(other, last)],
  };
}

async function neverHasField(
  member: Extract<Node, { type: 'MemberExpression' }>,
  file: ParsedFile,
  sources: SourceReader,
): Promise<NeverPresent | null> {
  const field = propertyName(member);
  const call = callBehind(bare(member.object));
  if (field === null || call === null || /^\d+$/.test(field)) return null;
  const callee = bare(call.callee);
  const method = isMember(callee) ? (propertyName(callee) ?? '') : '';
  if (LIST_GIVERS.has(method) && !(field in Array.prototype)) {
    const sentence = `${codeOf(file, call)} (${placeOf(file, call)}) gives a list, and lists have no ${code(field)}.`;
    const evidence = [citeLine(file, call, `The value is a list here.`)];
    return { sentence, evidence, place: { file, node: call }, candidates: [findInstead(file, call)] };
  }
  const found = await findCalledFunction(call.callee, file, sources);
  const keys = found === null ? null : keysReturned(found);
  if (found === null || keys === null || keys.includes(field) || isAddedLater(field, [file, found.file]))
    return null;
  const sentence = `${codeOf(file, call)} gives an object with ${keys.map(code).join(', ')}, never with ${code(field)} (${placeOf(found.file, found.owner)}).`;
  return {
    sentence,
    evidence: [
      citeLine(file, call, 'The object comes from this call.'),
      citeLine(found.file, found.owner, 'The object is made here.'),
    ],
    place: { file, node: member.property },
    candidates: [otherField(file, member.property, closestName(field, keys) ?? onlyOfKind(member, found))],
  };
}

/** The one field that can be used as this one is: `toFixed` needs a number. Null where several or none can. */
function onlyOfKind(member: Node, { owner }: FoundFunction): string | null {
  const use = member.parent ?? null;
  const method = use !== null && isMember(use) && use.object === member ? propertyName(use) : null;
  const wanted = method === null ? null : kindForMethod(method);
  const [object, ...others] = returnedBy(owner).map((value) => (value === null ? null : bare(value)));
  if (wanted === null || object?.type !== 'ObjectExpression' || others.length > 0) return null;
  const fitting = object.properties.flatMap((property) =>
    property.type === 'Property' && kindOfValue(property.value) === wanted
      ? [keyName(property.key, false)]
      : [],
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** Keys of the object literals a function returns; null when it returns anything else. */
function keysReturned({ owner }: FoundFunction): string[] | null {
  const values = returnedBy(owner);
  const keys = new Set<string>();
  for (const value of values) {
    const object = value === null ? null : bare(value);
    if (object?.type !== 'ObjectExpression') return null;
    for (const property of object.properties) {
      if (property.type !== 'Property' || property.computed) return null;
      keys.add(keyName(property.key, false));
    }
  }
  return values.length === 0 ? null : [...keys];
}

/** The field may be put onto the object elsewhere. */
function isAddedLater(field: string, files: readonly ParsedFile[]): boolean {
  const assignment = new RegExp(
    `\\.${field.replaceAll('$', '\\$')}\\s*(?:[-+*/?&|]{0,2}=)(?![=>])|Object\\.assign`,
  );
  return files.some((file) => assignment.test(file.text));
}
