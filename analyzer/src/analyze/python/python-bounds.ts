import type { FixCandidate } from '../diagnosis.ts';
import { candidateOf } from '../templates/candidate.ts';
import { code } from '../words.ts';
import { indentOf, pythonLine, pythonText, type PythonFile, type PythonNode } from './parse-python.ts';
import {
  argumentsOf,
  childrenOf,
  functionAround,
  insideOf,
  loopAround,
  statementOf,
} from './python-nodes.ts';

/** Patches of loops for a position that a list does not have. */
export function boundTemplates(file: PythonFile, use: PythonNode, list: string): (FixCandidate | null)[] {
  return [belowLength(file, use, list), oneMore(file, use)];
}

/** `while low <= high` with `high = len(items)`: the last turn reads behind the end. */
function belowLength(file: PythonFile, use: PythonNode, list: string): FixCandidate | null {
  const statement = statementOf(use);
  const owner = functionAround(use);
  const loop = statement === null ? null : whileAround(statement);
  if (loop === null || owner === null) return null;
  const [, test] = childrenOf(loop);
  const [left, operator, right, ...rest] = test === undefined ? [] : childrenOf(test);
  if (left === undefined || operator === undefined || right === undefined || rest.length > 0) return null;
  const text = pythonText(file, operator);
  if (test?.name !== 'BinaryExpression' || (text !== '<=' && text !== '>=')) return null;
  const upper = pythonText(file, text === '<=' ? right : left);
  const length = `len(${list})`;
  const isLength =
    upper === length ||
    insideOf(owner, 'AssignStatement').some((one) => pythonText(file, one) === `${upper} = ${length}`);
  if (!isLength) return null;
  return candidateOf({
    origin: 'python-index/below-length',
    title: `Stop before ${code(upper)}`,
    description: `${code(upper)} is the length of ${code(list)}, and no position of it.`,
    prior: 0.6,
    file,
    edit: (edit) => {
      edit.update(operator.from, operator.to, text.slice(0, 1));
    },
  });
}

function whileAround(node: PythonNode): PythonNode | null {
  for (let at: PythonNode | null = node; at !== null; at = at.parent) {
    if (at.name === 'FunctionDefinition') return null;
    if (at.name === 'WhileStatement') return at;
  }
  return null;
}

/** A turn reads what the turn before filled, up to the same end: that one was too short. */
function oneMore(file: PythonFile, use: PythonNode): FixCandidate | null {
  const statement = statementOf(use);
  const loop = statement === null ? null : loopAround(statement);
  if (loop?.name !== 'ForStatement') return null;
  const [, target, , iterated] = childrenOf(loop);
  const isRange = iterated?.name === 'CallExpression' && pythonText(file, iterated).startsWith('range(');
  // Only of a name is the text a pattern as well.
  if (target?.name !== 'VariableName' || !isRange || !/\.append\(/.test(pythonText(file, loop))) return null;
  if (!new RegExp(String.raw`\b${pythonText(file, target)}\b`).test(pythonText(file, use))) return null;
  const end = argumentsOf(iterated).at(-1);
  if (end?.name !== 'VariableName' || argumentsOf(iterated).length > 2) return null;
  return candidateOf({
    origin: 'python-index/one-more',
    title: `Fill one more entry`,
    description: `The loop stops before ${code(pythonText(file, end))}, and its next turn reads that entry.`,
    prior: 0.25,
    file,
    edit: (edit) => {
      edit.appendLeft(end.to, ' + 1');
    },
  });
}

/** `while True: queue.popleft()` -> as long as there is something in it. */
export function whileFilled(file: PythonFile, call: PythonNode): FixCandidate | null {
  const member = call.firstChild;
  const holder = member?.name === 'MemberExpression' ? member.firstChild : null;
  const statement = statementOf(call);
  const loop = statement === null ? null : whileAround(statement);
  if (holder?.name !== 'VariableName' || loop === null) return null;
  const [, test] = childrenOf(loop);
  if (test === undefined || !/^(?:True|1)$/.test(pythonText(file, test))) return null;
  const name = pythonText(file, holder);
  const after = answerAfter(file, loop);
  return candidateOf({
    origin: 'python-index/while-filled',
    title: `Go on as long as there is something in ${code(name)}`,
    description: `Nothing is left in ${code(name)}.`,
    prior: 0.65,
    file,
    edit: (edit) => {
      edit.update(test.from, test.to, name);
      if (after !== null) edit.appendLeft(loop.to, after);
    },
  });
}

/** A function that answers True or nothing says so where its loop now ends; null where it goes on after the loop. */
function answerAfter(file: PythonFile, loop: PythonNode): string | null {
  const owner = functionAround(loop);
  if (owner === null || loop.nextSibling !== null || loop.parent?.parent?.from !== owner.from) return null;
  const results = insideOf(owner, 'ReturnStatement').map((one) => pythonText(file, one));
  const isYes = results.length > 0 && results.every((one) => one === 'return True');
  return isYes ? `\n${indentOf(file, loop)}return False` : null;
}

/** `for item in group:` that changes the group: a copy stays as it is. */
export function overCopy(file: PythonFile, line: number): FixCandidate | null {
  for (const loop of insideOf(file.tree.topNode, 'ForStatement')) {
    if (pythonLine(file, loop) !== line) continue;
    const parts = childrenOf(loop);
    const iterated = parts[parts.findIndex(({ name }) => name === 'in') + 1];
    if (iterated === undefined) return null;
    const text = pythonText(file, iterated);
    return candidateOf({
      origin: 'python-changed-while-read/copy',
      title: `Go over a copy of ${code(text)}`,
      description: `The loop changes ${code(text)}.`,
      prior: 0.55,
      file,
      edit: (edit) => {
        edit.appendLeft(iterated.from, 'list(');
        edit.appendRight(iterated.to, ')');
      },
    });
  }
  return null;
}
