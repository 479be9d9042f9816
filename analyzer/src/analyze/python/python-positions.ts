import type { FixCandidate } from '../diagnosis.ts';
import type { RuleContext } from '../rule.ts';
import { code } from '../words.ts';
import { pythonText, type PythonFile, type PythonNode } from './parse-python.ts';
import { boundTemplates, whileFilled } from './python-bounds.ts';
import type { PythonFind } from './python-finds.ts';
import { childrenOf, isRepeatable, nodesOnLine, receiverOf, subscriptOf } from './python-nodes.ts';
import { leaveWhen } from './python-templates.ts';

export function indexOutside(file: PythonFile, line: number, { error }: RuleContext): PythonFind | null {
  const isUnpack = /values to unpack/.test(error.message);
  const nodes = nodesOnLine(file, line);
  if (isUnpack) {
    const assign = nodes.find((node) => node.name === 'AssignStatement');
    if (assign === undefined) return null;
    return {
      node: assign,
      cause: `takes apart ${code(pythonText(file, assign.lastChild ?? assign))}, which has another number of values.`,
      isOnly: true,
      originKnown: false,
      candidates: [unpackNothing(file, assign)],
    };
  }
  if (error.message.startsWith('pop from ')) return poppedEmpty(file, nodes);
  const uses = nodes.filter(
    (node) => subscriptOf(node) !== null && !/^["']/.test(pythonText(file, subscriptOf(node) ?? node)),
  );
  const use = uses[0];
  const receiver = use === undefined ? null : receiverOf(use);
  const index = use === undefined ? null : subscriptOf(use);
  if (use === undefined || receiver === null || index === null) return null;
  const text = pythonText(file, receiver);
  const position = pythonText(file, index);
  const isFirstOrLast = position === '0' || position === '-1';
  const test = isFirstOrLast ? `not ${text}` : `len(${text}) <= ${position}`;
  const canTest = isRepeatable(receiver) && (isFirstOrLast || isRepeatable(index) || /^\d+$/.test(position));
  return {
    node: use,
    cause: `reads ${code(pythonText(file, use))}, and ${code(text)} has no such position.`,
    isOnly: uses.length === 1,
    originKnown: isFirstOrLast,
    candidates: [
      ...boundTemplates(file, use, text),
      canTest
        ? leaveWhen(file, use, {
            origin: 'python-index/return-early',
            test,
            why: 'There is nothing at that position.',
            prior: 0.4,
          })
        : null,
    ],
  };
}

/** `first, *rest = items` of nothing: there is no first one. */
function unpackNothing(file: PythonFile, assign: PythonNode): FixCandidate | null {
  const value = assign.lastChild;
  const isOpen = childrenOf(assign).some(({ name }) => name === '*');
  if (value?.name !== 'VariableName' || !isOpen) return null;
  return leaveWhen(file, assign, {
    origin: 'python-index/nothing-to-unpack',
    test: `not ${pythonText(file, value)}`,
    why: 'There is nothing to take apart.',
    prior: 0.45,
  });
}

function poppedEmpty(file: PythonFile, nodes: readonly PythonNode[]): PythonFind | null {
  const calls = nodes.filter(
    (node) => node.name === 'CallExpression' && /\.pop(?:left|item)?\([^()]*\)$/.test(pythonText(file, node)),
  );
  const call = calls.at(-1);
  const holder = call?.firstChild?.firstChild ?? null;
  if (call === undefined || holder === null) return null;
  const text = pythonText(file, holder);
  return {
    node: call,
    cause: `takes an entry out of ${code(text)}, which has none left.`,
    isOnly: calls.length === 1,
    originKnown: true,
    candidates: [
      whileFilled(file, call),
      isRepeatable(holder)
        ? leaveWhen(file, call, {
            origin: 'python-index/return-early',
            test: `not ${text}`,
            why: 'There is nothing left to take.',
            prior: 0.4,
          })
        : null,
    ],
  };
}
