import type { FixCandidate } from '../diagnosis.ts';
import type { RuleContext } from '../rule.ts';
import { code } from '../words.ts';
import { pythonText, type PythonFile, type PythonNode } from './parse-python.ts';
import {
  attributeOf,
  childrenOf,
  isRepeatable,
  nodesOnLine,
  receiverOf,
  subscriptOf,
} from './python-nodes.ts';
import { overCopy } from './python-bounds.ts';
import {
  askFirst,
  emptyWhenNone,
  getInstead,
  leaveWhen,
  raiseForStatus,
  sayEncoding,
  zeroWhenZero,
} from './python-templates.ts';

/** The expression that raised, and what could be done. */
export type PythonFind = {
  readonly node: PythonNode;
  /** What the line does, for after its place. */
  readonly cause: string;
  /** Nothing else on the line could have raised the same. */
  readonly isOnly: boolean;
  readonly originKnown: boolean;
  readonly candidates: readonly (FixCandidate | null)[];
  /** Why no code is at fault, where none is. */
  readonly action?: string;
};

export function noneUse(file: PythonFile, line: number, { error }: RuleContext): PythonFind | null {
  const attribute = /has no attribute '(\w+)'/.exec(error.message)?.[1] ?? null;
  const nodes = nodesOnLine(file, line);
  if (/not iterable/.test(error.message)) return noneIterated(file, nodes);
  const uses = nodes.filter((node) =>
    attribute === null
      ? subscriptOf(node) !== null && /not subscriptable/.test(error.message)
      : node.name === 'MemberExpression' && attributeOf(file, node) === attribute,
  );
  const [use] = uses;
  const receiver = use === undefined ? null : receiverOf(use);
  if (use === undefined || receiver === null) return null;
  const text = pythonText(file, receiver);
  const test = `${text} is None`;
  const why = `Nothing below can be done without ${code(text)}.`;
  return {
    node: use,
    cause: `uses ${code(pythonText(file, use))}, but ${code(text)} is None there.${assignedFrom(file, receiver)}`,
    isOnly: uses.length === 1,
    originKnown: assignedFrom(file, receiver) !== '',
    candidates: isRepeatable(receiver)
      ? [
          askFirst(file, use, text),
          leaveWhen(file, use, { origin: 'python-none/return-early', test, why, prior: 0.35 }),
        ]
      : [],
  };
}

function noneIterated(file: PythonFile, nodes: readonly PythonNode[]): PythonFind | null {
  const loop = nodes.find((node) => node.name === 'ForStatement');
  const parts = loop === undefined ? [] : childrenOf(loop);
  const iterated = parts[parts.findIndex((part) => part.name === 'in') + 1];
  if (loop === undefined || iterated === undefined) return null;
  return {
    node: iterated,
    cause: `goes over ${code(pythonText(file, iterated))}, which is None there.`,
    isOnly: true,
    originKnown: false,
    candidates: [emptyWhenNone(file, iterated)],
  };
}

/** ` x is the result of find(id).`, when the file assigns the name once. */
function assignedFrom(file: PythonFile, receiver: PythonNode): string {
  if (receiver.name !== 'VariableName') return '';
  const name = pythonText(file, receiver);
  const values: string[] = [];
  file.tree.iterate({
    enter: (node) => {
      if (node.name !== 'AssignStatement' || node.from > receiver.from) return;
      const [target, , value] = childrenOf(node.node);
      if (target !== undefined && value !== undefined && pythonText(file, target) === name)
        values.push(pythonText(file, value));
    },
  });
  const last = values.at(-1);
  return last === undefined ? '' : ` ${code(name)} is what ${code(last)} gave.`;
}

export function missingKey(file: PythonFile, line: number, { error }: RuleContext): PythonFind | null {
  const key = error.message.trim().replace(/^(['"])(.*)\1$/, '$2');
  const subscripts = nodesOnLine(file, line).filter((node) => subscriptOf(node) !== null);
  const named = subscripts.filter((node) => keyOf(file, node) === key);
  const computed = subscripts.filter((node) => keyOf(file, node) === null);
  const fitting = named.length > 0 ? named : computed;
  const use = fitting.at(-1);
  const receiver = use === undefined ? null : receiverOf(use);
  if (use === undefined || receiver === null) return null;
  const text = pythonText(file, receiver);
  if (text === 'os.environ')
    return {
      node: use,
      cause: `reads the environment variable ${code(key)}, which is not set.`,
      isOnly: true,
      originKnown: true,
      candidates: [],
      action: 'The value belongs to the installation, not to the code.',
    };
  return {
    node: use,
    cause: `reads ${code(pythonText(file, use))}, and there is no ${code(key)} in ${code(text)}.`,
    isOnly: fitting.length === 1,
    originKnown: named.length === 1,
    candidates: [
      getInstead(file, use),
      isRepeatable(receiver)
        ? leaveWhen(file, use, {
            origin: 'python-key/return-early',
            test: `${pythonText(file, subscriptOf(use) ?? use)} not in ${text}`,
            why: 'Nothing below can be done without the key.',
            prior: 0.2,
          })
        : null,
    ],
  };
}

function keyOf(file: PythonFile, node: PythonNode): string | null {
  const key = subscriptOf(node);
  if (key === null || (key.name !== 'String' && key.name !== 'Number')) return null;
  return pythonText(file, key).replace(/^(['"])(.*)\1$/, '$2');
}

export function changedWhileRead(file: PythonFile, line: number): PythonFind | null {
  const loop = nodesOnLine(file, line).find((node) => node.name === 'ForStatement');
  if (loop === undefined) return null;
  return {
    node: loop,
    cause: `changes what it goes over: ${code(pythonText(file, loop).split('\n', 1)[0] ?? '')}`,
    isOnly: true,
    originKnown: true,
    candidates: [overCopy(file, line)],
  };
}

export function divisionByZero(file: PythonFile, line: number): PythonFind | null {
  const divisions = nodesOnLine(file, line).filter(
    (node) =>
      node.name === 'BinaryExpression' &&
      childrenOf(node).some(
        (child) => child.name === 'ArithOp' && /^(?:\/\/?|%)$/.test(pythonText(file, child)),
      ),
  );
  const division = divisions.at(-1);
  const divisor = division?.lastChild ?? null;
  if (division === undefined || divisor === null) return null;
  const test = pythonText(file, divisor);
  const canTest = isRepeatable(divisor) || /^len\([\w.]+\)$/.test(test);
  return {
    node: division,
    cause: `divides by ${code(test)}, which is zero there.`,
    isOnly: divisions.length === 1,
    originKnown: divisions.length === 1,
    candidates: [
      zeroWhenZero(file, division, divisor),
      canTest
        ? leaveWhen(file, division, {
            origin: 'python-zero-division/return-early',
            test: `not ${test}`,
            why: 'There is nothing to share.',
            prior: 0.35,
          })
        : null,
    ],
  };
}

export function encodingOpen(file: PythonFile, line: number): PythonFind | null {
  // Reading raises, opening decides: the call may stand some lines above.
  for (let at = line; at > line - 8 && at > 0; at -= 1) {
    const call = nodesOnLine(file, at).find(
      (node) =>
        node.name === 'CallExpression' && /^(?:open|io\.open|codecs\.open)\(/.test(pythonText(file, node)),
    );
    if (call !== undefined)
      return {
        node: call,
        cause: `opens a file without saying its encoding: ${code(pythonText(file, call))}.`,
        isOnly: true,
        originKnown: true,
        candidates: [sayEncoding(file, call)],
      };
  }
  return null;
}

export function jsonText(file: PythonFile, line: number): PythonFind | null {
  const call = nodesOnLine(file, line).find(
    (node) =>
      node.name === 'CallExpression' &&
      /(?:\.json\(\)|json\.loads?\([\s\S]*\))$/.test(pythonText(file, node)),
  );
  if (call === undefined) return null;
  const isAnswer = pythonText(file, call).endsWith('.json()');
  return {
    node: call,
    cause: `reads something as JSON that is none: ${code(pythonText(file, call))}.${isAnswer ? ' The status of the answer is not checked before.' : ''}`,
    isOnly: true,
    originKnown: isAnswer,
    candidates: isAnswer ? [raiseForStatus(file, call)] : [],
  };
}
