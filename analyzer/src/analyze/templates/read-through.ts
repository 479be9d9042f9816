import type { MagicString } from 'magic-string';
import type { MemberExpression, Node } from 'oxc-parser';
import { chainTop, isWritten } from '../syntax/expressions.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { ancestorsOf, contains, isFunction } from '../syntax/walk.ts';

/** True when every one of these reads can give undefined instead of throwing, without touching another of them. */
export function canReadThrough(uses: readonly MemberExpression[]): boolean {
  return uses.every((use, index) => {
    const top = chainTop(use);
    const isPlain = !isWritten(use) && !isWritten(top) && top.parent?.type !== 'NewExpression';
    return (
      isPlain && !isLoopTest(use) && !uses.slice(0, index).some((other) => contains(chainTop(other), use))
    );
  });
}

/** `a.b` -> `a?.b`, or `(a && a.b)` where that is not understood. */
export function readThrough(
  text: MagicString,
  use: MemberExpression,
  file: ParsedFile,
  optionalChaining: boolean,
): void {
  if (optionalChaining) {
    text.appendLeft(use.object.end, use.computed ? '?.' : '?');
    return;
  }
  const object = textOf(file, use.object);
  const top = chainTop(use);
  const isStatement = top.parent?.type === 'ExpressionStatement';
  text.appendLeft(top.start, isStatement ? `if (${object}) ` : `(${object} && `);
  if (!isStatement) text.appendRight(top.end, ')');
}

/** A loop that goes on as long as nothing is there would not end. */
function isLoopTest(node: Node): boolean {
  let at = node;
  for (const parent of ancestorsOf(node)) {
    if (/^(?:For|While|DoWhile)Statement$/.test(parent.type)) return 'test' in parent && parent.test === at;
    if (isFunction(parent)) return false;
    at = parent;
  }
  return false;
}
