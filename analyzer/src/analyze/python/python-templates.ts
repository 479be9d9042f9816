import type { FixCandidate } from '../diagnosis.ts';
import { candidateOf } from '../templates/candidate.ts';
import { code } from '../words.ts';
import { indentOf, pythonText, type PythonFile, type PythonNode } from './parse-python.ts';
import {
  emptyReturnOf,
  functionAround,
  isRepeatable,
  loopAround,
  receiverOf,
  statementOf,
  subscriptOf,
} from './python-nodes.ts';

/** Leaves the loop turn or the function before a statement, when a test says that it cannot work. */
export function leaveWhen(
  file: PythonFile,
  node: PythonNode,
  check: { origin: string; test: string; why: string; prior: number },
): FixCandidate | null {
  const statement = statementOf(node);
  const owner = functionAround(node);
  if (statement === null || owner === null) return null;
  const loop = loopAround(statement);
  if (loop?.name === 'WhileStatement') return null;
  const empty = emptyReturnOf(file, owner);
  const body = loop !== null ? 'continue' : empty.text === '' ? 'return' : `return ${empty.text}`;
  const indent = indentOf(file, statement);
  return candidateOf({
    origin: check.origin,
    title: loop !== null ? `Skip entries when ${code(check.test)}` : `Return early when ${code(check.test)}`,
    description: check.why,
    prior: check.prior + (loop === null && empty.isStated ? 0.2 : 0),
    file,
    edit: (text) => {
      text.appendLeft(statement.from, `if ${check.test}:\n${indent}${unitOf(file)}${body}\n${indent}`);
    },
  });
}

/** `if node.next is None:` -> a missing `node` goes the same way as its missing part. */
export function askFirst(file: PythonFile, use: PythonNode, receiver: string): FixCandidate | null {
  for (let at: PythonNode | null = use; at !== null; at = at.parent) {
    const { parent } = at;
    if (parent === null || parent.name === 'Body') return null;
    if (parent.name !== 'IfStatement' && parent.name !== 'WhileStatement') continue;
    const test = pythonText(file, at);
    const part = pythonText(file, use);
    const isMissing = test === `${part} is None` || test === `not ${part}`;
    const isThere = test === `${part} is not None` || test === part;
    if (!isMissing && !isThere) return null;
    const first = isMissing ? `${receiver} is None or ` : `${receiver} is not None and `;
    return candidateOf({
      origin: 'python-none/ask-first',
      title: `Ask for ${code(receiver)} before its part`,
      description: 'The same is done where the part is missing.',
      prior: 0.6,
      file,
      edit: (text) => {
        text.appendLeft(at.from, first);
      },
    });
  }
  return null;
}

function unitOf(file: PythonFile): string {
  return /^\t/m.test(file.text)
    ? '\t'
    : /^ {4}\S/m.test(file.text)
      ? '    '
      : (/^( +)\S/m.exec(file.text)?.[1] ?? '    ');
}

/** `for line in order.lines:` -> nothing to go over when there is no list. */
export function emptyWhenNone(file: PythonFile, iterated: PythonNode): FixCandidate | null {
  return candidateOf({
    origin: 'python-none/empty-list',
    title: `Treat a missing ${code(pythonText(file, iterated))} as an empty list`,
    description: 'There is nothing to go over when the list is missing.',
    prior: 0.5,
    file,
    edit: (text) => {
      text.appendRight(iterated.to, ' or []');
    },
  });
}

/** `order["note"]` -> `order.get("note", "")`, with the default of a neighbour or the one its use needs. */
export function getInstead(file: PythonFile, member: PythonNode): FixCandidate | null {
  const receiver = receiverOf(member);
  const key = subscriptOf(member);
  if (receiver === null || key === null || member.parent?.name === 'DeleteStatement') return null;
  if (member.parent?.name === 'AssignStatement' && member.parent.firstChild?.from === member.from)
    return null;
  const keyText = pythonText(file, key);
  const neighbour = neighbourDefault(file, keyText);
  const value = neighbour ?? defaultByUse(file, member);
  return candidateOf({
    origin: 'python-key/get',
    title: `Use ${code(value ?? 'None')} when there is no ${code(keyText)}`,
    description:
      neighbour === null ? 'The key is not always there.' : 'The same file uses this default elsewhere.',
    prior: neighbour !== null ? 0.65 : value === null ? 0.3 : 0.45,
    file,
    edit: (text) => {
      text.update(receiver.to, member.to, `.get(${keyText}${value === null ? '' : `, ${value}`})`);
    },
  });
}

function neighbourDefault(file: PythonFile, key: string): string | null {
  const escaped = key.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const found = new RegExp(String.raw`\.get\(${escaped}, ([^(),\n]{1,40})\)`).exec(file.text);
  return found?.[1] ?? null;
}

const TEXT_METHODS = new Set([
  'strip',
  'lower',
  'upper',
  'split',
  'title',
  'replace',
  'startswith',
  'endswith',
  'encode',
]);

function defaultByUse(file: PythonFile, member: PythonNode): string | null {
  const { parent } = member;
  if (parent === null) return null;
  if (parent.name === 'BinaryExpression') return /["']/.test(pythonText(file, parent)) ? '""' : '0';
  if (parent.name === 'ForStatement') return '[]';
  if (parent.name === 'MemberExpression') {
    const property = parent.getChild('PropertyName');
    return property !== null && TEXT_METHODS.has(pythonText(file, property)) ? '""' : null;
  }
  if (parent.name !== 'ArgList') return null;
  const called = parent.parent?.firstChild;
  const name = called === undefined || called === null ? '' : pythonText(file, called);
  return ['int', 'float', 'sum', 'abs', 'round'].includes(name)
    ? '0'
    : name === 'len' || name === 'list' || name === 'sorted'
      ? '[]'
      : null;
}

/** `a / b` -> `(a / b if b else 0)`. */
export function zeroWhenZero(
  file: PythonFile,
  division: PythonNode,
  divisor: PythonNode,
): FixCandidate | null {
  const test = pythonText(file, divisor);
  if (!isRepeatable(divisor) && !/^len\([\w.]+\)$/.test(test)) return null;
  return candidateOf({
    origin: 'python-zero-division/zero',
    title: `Use 0 when ${code(test)} is zero`,
    description: 'There is nothing to share.',
    prior: 0.45,
    file,
    edit: (text) => {
      text.appendLeft(division.from, '(');
      text.appendRight(division.to, ` if ${test} else 0)`);
    },
  });
}

/** `open(path)` -> the encoding is said. */
export function sayEncoding(file: PythonFile, call: PythonNode): FixCandidate | null {
  const list = call.getChild('ArgList');
  if (list === null || /encoding|["'][rwa]?b/.test(pythonText(file, list))) return null;
  return candidateOf({
    origin: 'python-encoding/utf-8',
    title: 'Read the file as UTF-8',
    description: 'Without a word the encoding is that of the machine, which differs between machines.',
    prior: 0.6,
    file,
    edit: (text) => {
      text.appendLeft(list.to - 1, ', encoding="utf-8"');
    },
  });
}

/** The status is asked before the body is read as JSON. */
export function raiseForStatus(file: PythonFile, call: PythonNode): FixCandidate | null {
  const answer = call.firstChild === null ? null : receiverOf(call.firstChild);
  const statement = statementOf(call);
  if (answer?.name !== 'VariableName' || statement === null) return null;
  const name = pythonText(file, answer);
  const indent = indentOf(file, statement);
  return candidateOf({
    origin: 'python-json/raise-for-status',
    title: 'Fail with the status when the answer is an error',
    description: 'An error page is reported as what it is instead of being read as data.',
    prior: 0.55,
    file,
    edit: (text) => {
      text.appendLeft(statement.from, `${name}.raise_for_status()\n${indent}`);
    },
  });
}

export function useName(
  file: PythonFile,
  wrong: PythonNode,
  right: string,
  origin: string,
): FixCandidate | null {
  return candidateOf({
    origin,
    title: `Use ${code(right)}`,
    description: `${code(pythonText(file, wrong))} does not exist; ${code(right)} does.`,
    prior: 0.7,
    file,
    edit: (text) => {
      text.update(wrong.from, wrong.to, right);
    },
  });
}
