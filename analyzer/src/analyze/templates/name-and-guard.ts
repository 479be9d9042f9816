import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { siblingsOf } from '../syntax/walk.ts';
import { candidateOf } from './candidate.ts';
import { exitFrom } from './leave-early.ts';
import type { NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** `find(x).range` -> the result gets a name, so that it can be checked before its property is read. */
export function nameAndGuard(context: NullishContext): FixCandidate | null {
  const { access, statement, style, empty } = context;
  const name = statement === null ? null : freeNameFor(context);
  if (name === null || statement === null || access.receiver === null) return null;
  const { file, receiver } = access;
  const indent = indentAt(file, statement.start);
  const body = exitFrom(statement, empty.text);
  return candidateOf({
    origin: 'nullish/name-and-guard',
    title: `${body.startsWith('return') ? 'Return early' : 'Go on'} when ${code(textOf(file, receiver))} gives nothing`,
    description: `The result is kept as ${code(name)}, so that it can be checked.`,
    prior: PRIORS.returnEarly + (empty.from === 'stated' && empty.text !== '' ? 0.2 : 0.05),
    file,
    edit: (text) => {
      const guard = guardText(style, indent, { test: `!${name}`, body });
      const next = `${style.newline}${indent}`;
      text.appendLeft(statement.start, `${declared(context, name)}${next}${guard}${next}`);
      text.update(receiver.start, receiver.end, name);
    },
  });
}

/** The same, with the one statement done only when there is a result, because others follow. */
export function nameAndWrap(context: NullishContext): FixCandidate | null {
  const { access, statement, style } = context;
  if (statement?.type !== 'ExpressionStatement' || siblingsOf(statement).at(-1) === statement) return null;
  const name = freeNameFor(context);
  const { file, receiver } = access;
  const rest = textOf(file, statement).replace(/;$/, '');
  if (name === null || receiver === null || rest.includes('\n')) return null;
  const indent = indentAt(file, statement.start);
  const before = file.text.slice(statement.start, receiver.start);
  const body = `${before}${name}${rest.slice(receiver.end - statement.start)}`;
  return candidateOf({
    origin: 'nullish/name-and-wrap',
    title: `Do this only when ${code(textOf(file, receiver))} gives something`,
    description: 'The statements below do not need the value and still run.',
    prior: PRIORS.returnEarly,
    file,
    edit: (text) => {
      const guarded = guardText(style, indent, { test: name, body });
      text.update(
        statement.start,
        statement.end,
        `${declared(context, name)}${style.newline}${indent}${guarded}`,
      );
    },
  });
}

function declared({ access, style }: NullishContext, name: string): string {
  const { file, receiver } = access;
  const keyword = /\bconst\s/.test(file.text) ? 'const' : 'var';
  const found = receiver === null ? '' : textOf(file, receiver).replaceAll(/\s*\n\s*/g, ' ');
  return `${keyword} ${name} = ${found}${style.end}`;
}

/** A name for the result of the call, where it can be taken out of its statement; null where it cannot. */
function freeNameFor({ access, statement, owner }: NullishContext): string | null {
  const { receiver } = access;
  const call = receiver === null ? null : callIn(receiver);
  if (call === null || statement === null || owner === null) return null;
  if (runsConditionally(access.node, statement) || /^(?:For|While|DoWhile)/.test(statement.type)) return null;
  const callee = bare(call.callee);
  const called = isMember(callee)
    ? (propertyName(callee) ?? '')
    : callee.type === 'Identifier'
      ? callee.name
      : '';
  const words = [call === receiver ? nounOf(called) : '', 'found', 'result'];
  return words.find((word) => word !== '' && resolveBinding(word, statement) === null) ?? null;
}

/** The call of `find(x)`, and of a part of its result: `find(x)[0]`, `find(x).parent`. */
function callIn(receiver: Node): Extract<Node, { type: 'CallExpression' }> | null {
  let at = bare(receiver);
  while (isMember(at)) at = bare(at.object);
  return at.type === 'CallExpression' ? at : null;
}

/** `getTopLoopNode` -> `topLoopNode`. */
function nounOf(called: string): string {
  const noun = /^(?:get|find|load|read|lookup|fetch|query|create|make)([A-Z][\w$]*)$/.exec(called)?.[1] ?? '';
  return noun.slice(0, 1).toLowerCase() + noun.slice(1);
}
