import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import type { HandedOn } from '../locate/callers.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, walk } from '../syntax/walk.ts';
import { leaveEarly } from './leave-early.ts';
import type { NullishContext } from './nullish-context.ts';

const PRIOR = 0.24;
const TEXT_USES =
  /^(?:char(?:At|CodeAt)|endsWith|match|pad(?:End|Start)|replace(?:All)?|split|startsWith|substr(?:ing)?|to(?:Lower|Upper)Case|trim(?:End|Start)?)$/;
const LIST_USES = /^(?:every|filter|find(?:Index)?|flatMap|forEach|join|map|push|reduce|some|sort)$/;

/** Leaves with an empty text or list, where the caller of this very crash uses the result as one and nothing says else. */
export function returnForCaller(context: NullishContext, caller: HandedOn | undefined): FixCandidate | null {
  if (caller === undefined || context.empty.text !== '') return null;
  const text = emptyFor(caller.call, caller.file);
  const candidate = text === null ? null : leaveEarly({ ...context, empty: { text, from: 'guessed' } });
  if (candidate?.origin !== 'nullish/return-early') return null;
  return { ...candidate, origin: 'nullish/return-for-caller', prior: PRIOR };
}

/** `nameOf(x).trim()`, or `const name = nameOf(x)` and later `name.trim()`. */
function emptyFor(call: Node, file: ParsedFile): string | null {
  const direct = kindOfUse(call);
  const { parent } = call;
  if (direct !== null || parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier')
    return direct;
  const { name } = parent.id;
  let found: string | null = null;
  walk(enclosingFunction(call)?.body ?? file.program, (node) => {
    if (found !== null || node.type !== 'Identifier' || node.name !== name || node === parent.id) return;
    if (resolveBinding(name, node)?.identifier === parent.id) found = kindOfUse(node);
  });
  return found;
}

function kindOfUse(value: Node): string | null {
  const member = value.parent;
  if (member === undefined || member === null || !isMember(member) || bare(member.object) !== value)
    return null;
  const method = propertyName(member) ?? '';
  if (TEXT_USES.test(method)) return "''";
  return LIST_USES.test(method) ? '[]' : null;
}
