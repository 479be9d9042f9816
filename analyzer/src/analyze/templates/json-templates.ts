import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { isStatusChecked, statusChecks, type JsonParse } from '../locate/find-json-parse.ts';
import type { JsonMessage } from '../messages/json-message.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { bare } from '../syntax/expressions.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { emptyReturnOf } from '../syntax/function-facts.ts';
import { lineOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, listedStatement, walk } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** Patches for text that is no JSON: check the answer first, in the words of the file. */
export function jsonTemplates(parse: JsonParse, message: JsonMessage): (FixCandidate | null)[] {
  if (parse.response === null) return [emptyText(parse, message), catchAndDefault(parse)];
  if (isStatusChecked(parse)) return [contentTypeCheck(parse, 0.5)];
  const checkedLater = statusChecks(parse.file, parse.call, parse.response.name).length > 0;
  return [neighbourCheck(parse), statusCheck(parse), contentTypeCheck(parse, checkedLater ? 0.55 : 0.3)];
}

/** Another request of the file is checked already: say the same here. */
function neighbourCheck(parse: JsonParse): FixCandidate | null {
  const { file, call, response } = parse;
  const found = response === null ? null : neighbourExit(file, call);
  if (found === null || response === null) return null;
  const owner = enclosingFunction(call);
  const returns = found.exit.type === 'ReturnStatement' && found.exit.argument !== null;
  const empty = owner === null ? null : emptyReturnOf(owner, file);
  if (
    returns &&
    empty?.from === 'stated' &&
    empty.text !== textOf(file, found.exit).replace(/^return\s*|;$/g, '')
  )
    return null;
  const body = textOf(file, found.exit)
    .replace(/;$/, '')
    .replaceAll(new RegExp(`\\b${found.name}\\b`, 'g'), response.name);
  return insertCheck(parse, {
    origin: 'json-parse/neighbour-check',
    title: `Check the answer as line ${lineOf(file, found.exit)} does`,
    description: `Line ${lineOf(file, found.exit)} of this file already says what to do when an answer is not ok.`,
    prior: 0.65,
    test: `!${response.name}.ok`,
    body,
  });
}

function neighbourExit(file: ParsedFile, call: Node): { exit: Node; name: string } | null {
  let found: { exit: Node; name: string } | null = null;
  walk(file.program, (node) => {
    if (found !== null || node.type !== 'IfStatement' || node.alternate !== null) return;
    const name = /^!\s*([\w$]+)\.ok$/.exec(textOf(file, node.test))?.[1];
    if (name === undefined) return;
    const body = node.consequent.type === 'BlockStatement' ? node.consequent.body : [node.consequent];
    const [exit] = body;
    if (body.length !== 1 || exit === undefined || !/^(?:Return|Throw)Statement$/.test(exit.type)) return;
    if (onlySharedNames(exit, call, name)) found = { exit, name };
  });
  return found;
}

/** Beside the answer itself, a copied statement may only use what means the same at the new place. */
function onlySharedNames(exit: Node, at: Node, responseName: string): boolean {
  let shared = true;
  walk(exit, (node) => {
    if (node.type !== 'Identifier' || node.name === responseName) return;
    const { parent } = node;
    if (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) return;
    if (parent?.type === 'Property' && parent.key === node && !parent.shorthand) return;
    if (resolveBinding(node.name, exit)?.identifier !== resolveBinding(node.name, at)?.identifier)
      shared = false;
  });
  return shared;
}

function statusCheck(parse: JsonParse): FixCandidate | null {
  const name = parse.response?.name ?? '';
  return insertCheck(parse, {
    origin: 'json-parse/status-check',
    title: 'Fail with the status when the answer is not ok',
    description: 'An error page is reported as what it is instead of being read as data.',
    prior: 0.45,
    test: `!${name}.ok`,
    body: `throw new Error(\`The request failed with status \${${name}.status}.\`)`,
  });
}

function contentTypeCheck(parse: JsonParse, prior: number): FixCandidate | null {
  const name = parse.response?.name ?? '';
  const { quote } = styleOf(parse.file);
  return insertCheck(parse, {
    origin: 'json-parse/content-type-check',
    title: 'Fail with the status when the answer is no JSON',
    description: 'Proxies and error pages answer with HTML, sometimes even with status 200.',
    prior,
    test: `!${name}.headers.get(${quote}content-type${quote})?.includes(${quote}json${quote})`,
    body: `throw new Error(\`The answer with status \${${name}.status} is no JSON.\`)`,
  });
}

function insertCheck(
  { file, call, response }: JsonParse,
  check: { origin: string; title: string; description: string; prior: number; test: string; body: string },
): FixCandidate | null {
  const received = response === null ? null : listedStatement(response.binding.declarator);
  const parsed = listedStatement(call);
  if (received === null || parsed === null) return null;
  const style = styleOf(file);
  const indent = indentAt(file, received.start);
  return candidateOf({
    ...check,
    file,
    edit: (text) => {
      const guard = guardText(style, indent, { test: check.test, body: check.body });
      text.appendRight(received.end, `${style.newline}${indent}${guard}`);
    },
  });
}

/** No answer of a server: an empty text means that there is nothing, where the function can say so. */
function emptyText(parse: JsonParse, message: JsonMessage): FixCandidate | null {
  const { file, call, text } = parse;
  const statement = listedStatement(call);
  const owner = enclosingFunction(call);
  if (message.found !== 'empty' && message.found !== 'undefined') return null;
  if (text === null || statement === null || owner === null || bare(text).type !== 'Identifier') return null;
  const empty = emptyReturnOf(owner, file);
  if (empty.from !== 'stated') return null;
  const style = styleOf(file);
  const indent = indentAt(file, statement.start);
  const body = empty.text === '' ? 'return' : `return ${empty.text}`;
  return candidateOf({
    origin: 'json-parse/empty-text',
    title: `Return early when ${code(textOf(file, text))} is empty`,
    description: 'An empty text holds no data; the function already says what it gives then.',
    prior: 0.5,
    file,
    edit: (edit) => {
      const guard = guardText(style, indent, { test: `!${textOf(file, text)}`, body });
      edit.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
    },
  });
}

/** `return JSON.parse(text)` with a stated "nothing": give that for damaged text too. */
function catchAndDefault({ file, call }: JsonParse): FixCandidate | null {
  const statement = listedStatement(call);
  const owner = enclosingFunction(call);
  if (statement?.type !== 'ReturnStatement' || owner === null) return null;
  const empty = emptyReturnOf(owner, file);
  if (empty.from !== 'stated' || empty.text === '') return null;
  const style = styleOf(file);
  const indent = indentAt(file, statement.start);
  const inner = `${indent}${style.unit}`;
  return candidateOf({
    origin: 'json-parse/catch-and-default',
    title: `Return ${code(empty.text)} when the text is damaged`,
    description:
      'Stored text can be cut or from another version; the function already says what it gives without data.',
    prior: 0.4,
    file,
    edit: (text) => {
      text.appendLeft(statement.start, `try {${style.newline}${inner}`);
      text.appendRight(
        statement.end,
        `${style.newline}${indent}} catch {${style.newline}${inner}return ${empty.text}${style.end}${style.newline}${indent}}`,
      );
    },
  });
}
