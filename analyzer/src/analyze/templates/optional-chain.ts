import type { MagicString } from 'magic-string';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { bare, chainTop, isMember, isWritten, propertyName } from '../syntax/expressions.ts';
import { textOf } from '../syntax/parse-source.ts';
import { isReadBelow } from '../syntax/read-below.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';
import type { NullishContext } from './nullish-context.ts';
import { PRIORS, STATED_RETURN_BONUS, USED_LATER_PENALTY } from './priors.ts';

/** Below giving the result of the call a name and leaving without it. */
const ONCE_PRIOR = 0.21;

/**
 * Reads through a missing value with `?.`, and gives the result the default its reader needs. Where `?.` is not
 * understood the same is said with `&&` and `||`.
 */
export function optionalChain(context: NullishContext): FixCandidate | null {
  const { access, style, optionalChaining, receiverText } = context;
  const { node, file, receiver } = access;
  if (!isMember(node) || node.optional || receiver === null) return null;
  const top = chainTop(node);
  // A call is made once: `(find(x) || {}).name`. What is called on its result needs more than that.
  const once = !optionalChaining && receiverText === null;
  if (once && (top !== node || bare(receiver).type !== 'CallExpression')) return null;
  if (isWritten(node) || isWritten(top) || top.parent?.type === 'TaggedTemplateExpression') return null;
  if (top.parent?.type === 'NewExpression' && top.parent.callee === top) return null;
  const fallback = once ? null : defaultFor(top, context);
  const receiverCode = code(textOf(file, receiver));
  // `const c = a.b` and a later `c.d`: the crash would be there then.
  const onlyMoves =
    fallback === null && top.parent?.type === 'VariableDeclarator' && isReadBelow(top.parent, file);
  return candidateOf({
    origin: 'nullish/optional-chain',
    title:
      fallback === null
        ? `Read ${receiverCode} only when it is there`
        : `Use ${code(fallback.text)} when ${receiverCode} is missing`,
    description: `Optional chaining lets the expression end with ${fallback === null ? 'undefined' : code(fallback.text)} instead of throwing.`,
    prior:
      (once ? ONCE_PRIOR : PRIORS.optionalChain) +
      (fallback?.bonus ?? 0) -
      (context.usedBeyondCondition || onlyMoves ? USED_LATER_PENALTY : 0),
    file,
    edit: (text) => {
      if (once) {
        text.appendLeft(node.object.start, '(');
        text.appendRight(node.object.end, ' || {})');
        return;
      }
      if (!optionalChaining) {
        guardChain(text, top, {
          receiverText: receiverText ?? '',
          receiver: node.object,
          fallback: fallback?.text ?? null,
        });
        return;
      }
      const dot =
        node.object.end + gapTo(file.text.slice(node.object.end, node.property.start), node.computed);
      if (node.computed) text.appendLeft(dot, '?.');
      else text.update(dot, dot + 1, '?.');
      if (fallback === null) return;
      const quoted = fallback.text === "''" ? style.quote.repeat(2) : fallback.text;
      const wrap = needsParentheses(top);
      text.appendLeft(top.start, wrap ? '(' : '');
      text.appendRight(top.end, ` ?? ${quoted}${wrap ? ')' : ''}`);
    },
  });
}

/** `a.b.c()` -> `(a && a.b.c())`; a list that is gone through is empty instead: `(a || []).forEach()`. */
function guardChain(
  text: MagicString,
  top: Node,
  { receiverText, receiver, fallback }: { receiverText: string; receiver: Node; fallback: string | null },
): void {
  const parent = top.parent?.type ?? '';
  if (isListUse(receiver) && (fallback === '[]' || parent === 'ExpressionStatement')) {
    text.appendLeft(receiver.start, '(');
    text.appendRight(receiver.end, ' || [])');
    return;
  }
  const wrap = needsParentheses(top) || parent === 'SpreadElement';
  const statement = parent === 'ExpressionStatement';
  if (statement) {
    text.appendLeft(top.start, `if (${receiverText}) `);
    return;
  }
  text.appendLeft(top.start, `${wrap || fallback !== null ? '(' : ''}${receiverText} && `);
  text.appendRight(top.end, fallback === null ? (wrap ? ')' : '') : `) || ${fallback}`);
  if (wrap && fallback !== null) {
    text.appendLeft(top.start, '(');
    text.appendRight(top.end, ')');
  }
}

/** The receiver of `forEach`, `map` and their like, which texts do not have. */
function isListUse(receiver: Node): boolean {
  const { parent } = receiver;
  if (parent === undefined || parent === null || !isMember(parent)) return false;
  return parent.parent?.type === 'CallExpression' && LIST_USES.has(propertyName(parent) ?? '');
}

const LIST_USES = new Set(['forEach', 'map', 'filter', 'some', 'every', 'reduce', 'find', 'flatMap']);

/** Offset of `.` or `[` behind an object that may stand in parentheses or before a line break. */
function gapTo(between: string, computed: boolean): number {
  return Math.max(0, between.indexOf(computed ? '[' : '.'));
}

function defaultFor(top: Node, context: NullishContext): { text: string; bonus: number } | null {
  const { parent } = top;
  if (parent === undefined || parent === null) return null;
  if (
    parent.type === 'ReturnStatement' ||
    (parent.type === 'ArrowFunctionExpression' && parent.body === top)
  ) {
    const { text, from } = context.empty;
    if (text !== '' && text !== 'undefined' && from === 'stated')
      return { text, bonus: STATED_RETURN_BONUS / 2 };
    return byFamily(top);
  }
  if (parent.type === 'SpreadElement' && parent.parent?.type !== 'ObjectExpression')
    return { text: '[]', bonus: 0 };
  if (parent.type === 'ForOfStatement') return { text: '[]', bonus: 0 };
  if (parent.type === 'TemplateLiteral') return { text: "''", bonus: 0 };
  if (parent.type === 'BinaryExpression' && ['+', '-', '*', '/', '%'].includes(parent.operator))
    return byFamily(top) ?? { text: '0', bonus: -0.1 };
  if (parent.type === 'VariableDeclarator' || parent.type === 'AssignmentExpression') return byFamily(top);
  return null;
}

/** The empty value of what a property or method gives: a length is 0, a list is empty, a text is empty. */
function byFamily(top: Node): { text: string; bonus: number } | null {
  const member = top.type === 'CallExpression' ? top.callee : top;
  const name = isMember(member) ? (propertyName(member) ?? '') : '';
  if (name === 'length' || name === 'size') return { text: '0', bonus: 0 };
  if (LIST_GIVERS.has(name)) return { text: '[]', bonus: 0 };
  return TEXT_GIVERS.has(name) ? { text: "''", bonus: 0 } : null;
}

const LIST_GIVERS = new Set([
  'map',
  'filter',
  'slice',
  'concat',
  'flatMap',
  'flat',
  'toSorted',
  'toReversed',
  'split',
  'sort',
  'reverse',
]);
const TEXT_GIVERS = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'join',
  'replace',
  'replaceAll',
  'charAt',
  'substring',
  'toFixed',
]);

function needsParentheses(top: Node): boolean {
  return (
    top.parent?.type === 'BinaryExpression' ||
    top.parent?.type === 'LogicalExpression' ||
    top.parent?.type === 'UnaryExpression'
  );
}
