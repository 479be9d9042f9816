import type { FixCandidate } from '../diagnosis.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { guardText, indentAt } from '../syntax/file-style.ts';
import { runsConditionally } from '../syntax/condition-span.ts';
import { textOf } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';
import { PRIORS } from './priors.ts';

/** `find(x).range` -> the result gets a name, so that it can be checked before its property is read. */
export function nameAndGuard(context: NullishContext): FixCandidate | null {
  const { access, statement, style, owner, empty } = context;
  const { file, receiver } = access;
  if (receiver?.type !== 'CallExpression' || statement === null || owner === null) return null;
  if (runsConditionally(access.node, statement) || /^(?:For|While|DoWhile)/.test(statement.type)) return null;
  const callee = bare(receiver.callee);
  const called = isMember(callee)
    ? (propertyName(callee) ?? '')
    : callee.type === 'Identifier'
      ? callee.name
      : '';
  const name = [nounOf(called), 'found', 'result'].find(
    (word) => word !== '' && resolveBinding(word, statement) === null,
  );
  if (name === undefined) return null;
  const indent = indentAt(file, statement.start);
  const keyword = /\bconst\s/.test(file.text) ? 'const' : 'var';
  const test = `!${name}`;
  const body = empty.text === '' ? 'return' : `return ${empty.text}`;
  return candidateOf({
    origin: 'nullish/name-and-guard',
    title: `Return early when ${code(textOf(file, receiver))} gives nothing`,
    description: `The result is kept as ${code(name)}, so that it can be checked.`,
    prior: PRIORS.returnEarly + (empty.from === 'stated' && empty.text !== '' ? 0.2 : 0.05),
    file,
    edit: (text) => {
      const found = textOf(file, receiver).replaceAll(/\s*\n\s*/g, ' ');
      const guard = guardText(style, indent, { test, body });
      text.appendLeft(
        statement.start,
        `${keyword} ${name} = ${found}${style.end}${style.newline}${indent}${guard}${style.newline}${indent}`,
      );
      text.update(receiver.start, receiver.end, name);
    },
  });
}

/** `getTopLoopNode` -> `topLoopNode`. */
function nounOf(called: string): string {
  const noun = /^(?:get|find|load|read|lookup|fetch|query|create|make)([A-Z][\w$]*)$/.exec(called)?.[1] ?? '';
  return noun.slice(0, 1).toLowerCase() + noun.slice(1);
}
