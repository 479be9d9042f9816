import type { FixCandidate } from '../diagnosis.ts';
import type { CalleeCause } from '../locate/callee-cause.ts';
import type { CallNode } from '../locate/find-call.ts';
import { bare, chainTop, isMember, isRepeatable } from '../syntax/expressions.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { listedStatement } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import { kindExit } from './kind-exit.ts';
import { listTemplates } from './list-templates.ts';
import { plainTable } from './plain-table.ts';

/** Patches for a call that hits no function, by why it does not. */
export function calleeTemplates(
  call: CallNode,
  file: ParsedFile,
  cause: CalleeCause,
  optionalChaining: boolean,
): (FixCandidate | null)[] {
  switch (cause.kind) {
    case 'callback':
      return [optionalCall(call, file, optionalChaining), typeofGuard(call, file)];
    case 'import':
      return [renameImport(file, cause)];
    case 'list':
      return cause.value === null
        ? []
        : [plainTable(cause.value, file), ...listTemplates(cause.value, file), kindExit(call, file, 'list')];
    case 'text':
      return [tableOf(call, file), textGuard(call, file), kindExit(call, file, 'text')];
    default:
      return [
        tableOf(call, file),
        typeofGuard(call, file),
        typeofCondition(call, file),
        kindExit(call, file, 'unknown'),
      ];
  }
}

function tableOf(call: CallNode, file: ParsedFile): FixCandidate | null {
  const callee = bare(call.callee);
  return plainTable(isMember(callee) && !callee.computed ? callee.object : callee, file);
}

const VALUE_PLACES = new Set([
  'IfStatement',
  'LogicalExpression',
  'ConditionalExpression',
  'UnaryExpression',
  'ReturnStatement',
  'VariableDeclarator',
  'CallExpression',
  'Property',
]);

/** `a.b()` inside a condition or a value -> only where it is a function. */
function typeofCondition(call: CallNode, file: ParsedFile): FixCandidate | null {
  const callee = bare(call.callee);
  if (call.type !== 'CallExpression' || !isRepeatable(callee)) return null;
  const top = chainTop(callee);
  const parent = top.parent?.type ?? '';
  if (!VALUE_PLACES.has(parent)) return null;
  const { quote } = styleOf(file);
  const test = `typeof ${textOf(file, callee)} === ${quote}function${quote}`;
  return candidateOf({
    origin: 'not-a-function/typeof-condition',
    title: `Ask ${code(textOf(file, callee))} only when it is a function`,
    description: 'What has no such method does not meet the condition.',
    prior: 0.3,
    file,
    edit: (text) => {
      const wrap = !['IfStatement', 'ReturnStatement', 'VariableDeclarator'].includes(parent);
      text.appendLeft(top.start, `${wrap ? '(' : ''}${test} && `);
      if (wrap) text.appendRight(top.end, ')');
    },
  });
}

function optionalCall(call: CallNode, file: ParsedFile, optionalChaining: boolean): FixCandidate | null {
  if (call.type !== 'CallExpression' || call.optional) return null;
  if (!optionalChaining && !isRepeatable(call.callee)) return null;
  const callee = textOf(file, call.callee);
  return candidateOf({
    origin: 'not-a-function/optional-call',
    title: `Call ${code(callee)} only when it is given`,
    description: 'The callback is optional: callers that do not need it leave it out.',
    prior: 0.6,
    file,
    edit: (text) => {
      if (optionalChaining) {
        text.appendRight(call.callee.end, '?.');
        return;
      }
      const isStatement = call.parent?.type === 'ExpressionStatement';
      text.appendLeft(call.start, isStatement ? `if (${callee}) ` : `(${callee} && `);
      if (!isStatement) text.appendRight(call.end, ')');
    },
  });
}

function typeofGuard(call: CallNode, file: ParsedFile): FixCandidate | null {
  const statement = listedStatement(call);
  if (statement?.type !== 'ExpressionStatement' || bare(statement.expression) !== call) return null;
  if (!isRepeatable(call.callee)) return null;
  const callee = textOf(file, call.callee);
  const style = styleOf(file);
  const test = `typeof ${callee} === ${style.quote}function${style.quote}`;
  return candidateOf({
    origin: 'not-a-function/typeof-guard',
    title: `Call ${code(callee)} only when it is a function`,
    description: 'Anything that is no function is left alone.',
    prior: 0.4,
    file,
    edit: (text) => {
      text.update(
        statement.start,
        statement.end,
        guardText(style, indentAt(file, statement.start), { test, body: textOf(file, call) }),
      );
    },
  });
}

function renameImport(file: ParsedFile, { wrongName }: CalleeCause): FixCandidate | null {
  const right = wrongName?.right ?? null;
  if (wrongName === null || right === null) return null;
  const { node } = wrongName;
  const { parent } = node;
  const wrong = textOf(file, node);
  return candidateOf({
    origin: 'not-a-function/import-name',
    title: `Use the export ${code(right)}`,
    description: `There is no ${code(wrong)}; the module exports ${code(right)}.`,
    prior: 0.7,
    file,
    edit: (text) => {
      if (parent?.type === 'ImportSpecifier') {
        const { imported } = parent;
        if (imported.start === parent.local.start) text.appendLeft(imported.start, `${right} as `);
        else text.update(imported.start, imported.end, right);
      } else if (parent?.type === 'Property' && parent.shorthand) text.appendLeft(node.start, `${right}: `);
      else if (parent?.type === 'Property') text.update(parent.key.start, parent.key.end, right);
      else text.update(node.start, node.end, right);
    },
  });
}

/** `name.toLowerCase()` of something that is no text: numbers and the like are turned into text first. */
function textGuard(call: CallNode, file: ParsedFile): FixCandidate | null {
  const callee = bare(call.callee);
  if (!isMember(callee)) return null;
  const object = textOf(file, callee.object);
  const top = chainTop(callee);
  const test = `typeof ${object} === ${styleOf(file).quote}string${styleOf(file).quote}`;
  // What a call gives is asked for once.
  const inCondition =
    isRepeatable(callee.object) &&
    ['IfStatement', 'LogicalExpression', 'BinaryExpression'].includes(top.parent?.type ?? '');
  return candidateOf({
    origin: inCondition ? 'not-a-function/text-check' : 'not-a-function/to-text',
    title: inCondition ? `Check that ${code(object)} is a text` : `Turn ${code(object)} into a text`,
    description: `${code(object)} can be something else than a text here.`,
    prior: 0.35,
    file,
    edit: (text) => {
      if (!inCondition) {
        text.appendLeft(callee.object.start, 'String(');
        text.appendRight(callee.object.end, ')');
        return;
      }
      const place = top.parent?.type === 'BinaryExpression' ? top.parent : top;
      text.appendLeft(place.start, `(${test} && `);
      text.appendRight(place.end, ')');
    },
  });
}
