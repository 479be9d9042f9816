import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, isMember, isRepeatable, propertyName } from '../syntax/expressions.ts';
import { guardText, indentAt, styleOf } from '../syntax/file-style.ts';
import { emptyReturnOf } from '../syntax/function-facts.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { enclosingFunction, listedStatement } from '../syntax/walk.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>;

/** `'-'.repeat(width - used)` -> `'-'.repeat(Math.max(0, width - used))`. */
export function clampArgument(file: ParsedFile, node: CallNode): FixCandidate | null {
  const [argument] = node.arguments;
  const callee = bare(node.callee);
  const name = isMember(callee) ? (propertyName(callee) ?? '') : textOf(file, callee);
  if (argument === undefined || argument.type === 'SpreadElement' || name === 'toString') return null;
  const bounds = BOUNDS[name] ?? ['0', null];
  const [low, high] = bounds;
  return candidateOf({
    origin: 'out-of-range/clamp',
    title: `Keep ${code(textOf(file, argument))} within what ${code(name)} accepts`,
    description:
      high === null ? 'Anything below zero counts as zero.' : `It is kept between ${low} and ${high}.`,
    prior: 0.55,
    file,
    edit: (text) => {
      text.appendLeft(
        argument.start,
        high === null ? `Math.max(${low}, ` : `Math.min(${high}, Math.max(${low}, `,
      );
      text.appendRight(argument.end, high === null ? ')' : '))');
    },
  });
}

/** What ECMA-262 accepts; null is no upper bound that matters. */
const BOUNDS: Readonly<Record<string, readonly [string, string | null]>> = {
  toFixed: ['0', '100'],
  toPrecision: ['1', '100'],
};

/** Leaves before a date is written that is none, with what the function gives for "nothing". */
export function checkDate(file: ParsedFile, node: CallNode): FixCandidate | null {
  const callee = bare(node.callee);
  const owner = enclosingFunction(node);
  const statement = listedStatement(node);
  if (!isMember(callee) || owner === null || statement === null) return null;
  const isOwnMethod = ['toISOString', 'toJSON'].includes(propertyName(callee) ?? '');
  const date = isOwnMethod ? callee.object : (node.arguments[0] ?? null);
  if (date === null) return null;
  const style = styleOf(file);
  const indent = indentAt(file, statement.start);
  const empty = emptyReturnOf(owner, file);
  const stated = empty.from === 'stated' && empty.text !== '';
  const returned = stated ? empty.text : 'null';
  const made = isRepeatable(date) ? null : textOf(file, date);
  const name = made === null ? textOf(file, date) : 'date';
  const guard = guardText(style, indent, {
    test: `Number.isNaN(${name}.getTime())`,
    body: `return ${returned}`,
  });
  return candidateOf({
    origin: 'bad-date/check',
    title: `Return ${code(returned)} for a date that is none`,
    description: stated
      ? 'The function already says what it gives when there is nothing.'
      : 'There is no text for such a date.',
    prior: stated ? 0.6 : 0.4,
    file,
    edit: (text) => {
      if (made === null) text.appendLeft(statement.start, `${guard}${style.newline}${indent}`);
      else {
        text.appendLeft(
          statement.start,
          `const date = ${made}${style.end}${style.newline}${indent}${guard}${style.newline}${indent}`,
        );
        text.update(date.start, date.end, 'date');
      }
    },
  });
}

/** `new RegExp(text)` -> the text itself is searched. */
export function escapePattern(file: ParsedFile, node: CallNode): FixCandidate | null {
  const [argument] = node.arguments;
  if (argument === undefined || argument.type === 'SpreadElement') return null;
  const parts = argument.type === 'TemplateLiteral' ? argument.expressions : [argument];
  const targets = parts.filter((part) => part.type !== 'Literal');
  if (targets.length === 0) return null;
  return candidateOf({
    origin: 'bad-regex/escape',
    title: `Search for ${targets.map((part) => code(textOf(file, part))).join(' and ')} as it is written`,
    description: 'Characters with a meaning in regular expressions are escaped.',
    prior: 0.6,
    file,
    edit: (text) => {
      for (const part of targets) {
        const wrap = !isRepeatable(part) && part.type !== 'CallExpression';
        text.appendLeft(part.start, wrap ? '(' : '');
        text.appendRight(part.end, `${wrap ? ')' : ''}.replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&')`);
      }
    },
  });
}

/** `JSON.stringify(x)` of something with a BigInt in it. */
export function plainNumbers(file: ParsedFile, node: CallNode): FixCandidate | null {
  const callee = bare(node.callee);
  const isStringify = isMember(callee) && propertyName(callee) === 'stringify';
  if (!isStringify || node.arguments.length !== 1) return null;
  const { quote } = styleOf(file);
  return candidateOf({
    origin: 'json-write/bigint-as-text',
    title: 'Write large integers as text',
    description: 'JSON has no BigInt; as text nothing of the number is lost.',
    prior: 0.4,
    file,
    edit: (text) => {
      const last = node.arguments[0];
      if (last === undefined) return;
      text.appendRight(
        last.end,
        `, (key, value) => (typeof value === ${quote}bigint${quote} ? value.toString() : value)`,
      );
    },
  });
}
