import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName, rootName } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { isFunction, walk, type FunctionNode } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { missingTest, presentTest, type NullishContext } from './nullish-context.ts';

/** Methods whose callback cannot leave an element out by itself, and the position of the element among its parameters. */
const ELEMENT_INDEX: Readonly<Record<string, number>> = { map: 0, flatMap: 0, reduce: 1, reduceRight: 1 };
const PRIOR = 0.16;

/** `rows.map((row) => row.user.name)` -> `rows.filter((row) => row.user).map(…)`: elements without it are no elements. */
export function skipElements(context: NullishContext): FixCandidate | null {
  const { access, receiverText } = context;
  const { file, receiver } = access;
  if (receiverText === null || receiver === null) return null;
  const name = rootName(receiver);
  const binding = name === null ? null : resolveBinding(name, receiver);
  if (binding?.kind !== 'parameter' || binding.keys.length > 0 || name === null) return null;
  const list = listBehind(binding.owner, binding.index) ?? listOfNamed(binding.owner, binding.index, file);
  if (list === null) return null;
  const test = presentTest(missingTest(context, receiverText), receiverText);
  const callback = usesArrows(file) ? `(${name}) => ${test}` : `function (${name}) { return ${test}; }`;
  return candidateOf({
    origin: 'nullish/skip-elements',
    title: `Leave out elements of ${code(textOf(file, list))} without ${code(receiverText)}`,
    description: 'What has no such part takes no part in the result.',
    prior: PRIOR,
    file,
    edit: (text) => {
      text.appendRight(list.end, `.filter(${callback})`);
    },
  });
}

/** The list whose element a parameter of an inline callback is. */
function listBehind(owner: FunctionNode, index: number): Node | null {
  const call = owner.parent;
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner) return null;
  const callee = bare(call.callee);
  if (!isMember(callee) || ELEMENT_INDEX[propertyName(callee) ?? ''] !== index) return null;
  return callee.object;
}

/** The same of a function that is handed to one such call of the file by its name: `rows.map(labelOf)`. */
function listOfNamed(owner: FunctionNode, index: number, file: ParsedFile): Node | null {
  const lists: Node[] = [];
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression') return;
    const callee = bare(node.callee);
    const [callback] = node.arguments;
    if (callback?.type !== 'Identifier' || !isMember(callee)) return;
    if (ELEMENT_INDEX[propertyName(callee) ?? ''] !== index) return;
    const binding = resolveBinding(callback.name, callback);
    const isOwner =
      (binding?.kind === 'function' && binding.owner === owner) ||
      (binding?.kind === 'variable' && binding.init === owner);
    if (isOwner) lists.push(callee.object);
  });
  const [list, ...others] = lists;
  return list === undefined || others.length > 0 ? null : list;
}

function usesArrows(file: ParsedFile): boolean {
  let found = false;
  walk(file.program, (node) => {
    found ||= isFunction(node) && node.type === 'ArrowFunctionExpression';
    return !found;
  });
  return found;
}
