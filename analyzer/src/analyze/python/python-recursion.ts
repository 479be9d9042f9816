import type { FixCandidate } from '../diagnosis.ts';
import { candidateOf } from '../templates/candidate.ts';
import { code } from '../words.ts';
import { indentOf, pythonText, type PythonFile, type PythonNode } from './parse-python.ts';
import type { PythonFind } from './python-finds.ts';
import {
  argumentsOf,
  childrenOf,
  functionAround,
  insideOf,
  nodesOnLine,
  parameterNames,
  statementOf,
} from './python-nodes.ts';

/** A function that calls itself without end, and what keeps it from coming closer to its end. */
export function endlessRecursion(file: PythonFile, line: number): PythonFind | null {
  for (const call of nodesOnLine(file, line)) {
    if (call.name !== 'CallExpression') continue;
    const owner = ownerCalled(file, call);
    if (owner === null) continue;
    const candidates = [
      fillAskedSet(file, owner, call),
      swapHandedOn(file, owner, call),
      pastMiddle(file, owner, call),
      smallestCase(file, owner),
    ];
    const known = candidates.some((candidate) => candidate !== null);
    return {
      node: call,
      cause: `calls itself without end: ${code(pythonText(file, call))}. The case that ends it is missing or never reached, or the data refers to itself.`,
      isOnly: known,
      originKnown: known,
      candidates,
    };
  }
  return null;
}

/** The function around a call that is the one called. */
function ownerCalled(file: PythonFile, call: PythonNode): PythonNode | null {
  const callee = call.firstChild;
  const last = callee?.name === 'MemberExpression' ? callee.getChild('PropertyName') : callee;
  const name = last == null ? '' : pythonText(file, last);
  for (let at = functionAround(call); at !== null; at = functionAround(at)) {
    const own = at.getChild('VariableName');
    if (own !== null && pythonText(file, own) === name) return at;
  }
  return null;
}

/** `if node in seen: ...`, and nothing is ever put into `seen`: it is, before the function goes on to the next one. */
function fillAskedSet(file: PythonFile, owner: PythonNode, call: PythonNode): FixCandidate | null {
  const parameters = new Set(parameterNames(file, owner));
  for (const test of insideOf(owner, 'BinaryExpression')) {
    const [item, operator, holder, ...rest] = childrenOf(test);
    if (item === undefined || operator?.name !== 'in' || holder === undefined || rest.length > 0) continue;
    const [asked, seen] = [pythonText(file, item), pythonText(file, holder)];
    if (!parameters.has(asked) || holder.name !== 'VariableName' || isFilled(file, seen)) continue;
    const made = new RegExp(String.raw`^[ \t]*${seen} *= *(set\(\)|\[\])`, 'm').exec(file.text)?.[1];
    const statement = statementOf(call);
    if (made === undefined || statement === null || statement.from < test.from) continue;
    const method = made === 'set()' ? 'add' : 'append';
    return candidateOf({
      origin: 'python-recursion/remember',
      title: `Remember ${code(asked)} in ${code(seen)}`,
      description: `${code(seen)} is asked and never filled.`,
      prior: 0.7,
      file,
      edit: (text) => {
        text.appendLeft(statement.from, `${seen}.${method}(${asked})\n${indentOf(file, statement)}`);
      },
    });
  }
  return null;
}

function isFilled(file: PythonFile, name: string): boolean {
  return new RegExp(String.raw`\b${name}(?:\.(?:add|append|update|extend|insert)\(| *\|=| *\+=|\[)`).test(
    file.text,
  );
}

/** `if b == 0` ends it, and `b` is handed on as it is: with the two arguments the other way round it would change. */
function swapHandedOn(file: PythonFile, owner: PythonNode, call: PythonNode): FixCandidate | null {
  const parameters = parameterNames(file, owner);
  const [first, second, ...rest] = argumentsOf(call);
  if (first === undefined || second === undefined || rest.length > 0 || parameters.length !== 2) return null;
  const texts = [pythonText(file, first), pythonText(file, second)];
  const fixed = parameters.findIndex((name, index) => texts[index] === name && endsBy(file, owner, name));
  const name = parameters[fixed];
  // The other one has to be made of the value, or nothing changes either.
  if (name === undefined || !new RegExp(String.raw`\b${name}\b`).test(texts[1 - fixed] ?? '')) return null;
  if (texts[0] === texts[1]) return null;
  return candidateOf({
    origin: 'python-recursion/swap-arguments',
    title: `Hand the arguments on the other way round`,
    description: `${code(name)} decides about the end, and stays the same from call to call.`,
    prior: 0.5,
    file,
    edit: (text) => {
      text.update(first.from, first.to, texts[1] ?? '');
      text.update(second.from, second.to, texts[0] ?? '');
    },
  });
}

const ASKING = new Set(['not', 'is', 'None', 'len']);

/** Some `if` of the function asks about nothing but the parameter. */
function endsBy(file: PythonFile, owner: PythonNode, name: string): boolean {
  return insideOf(owner, 'IfStatement').some((statement) => {
    const [, test] = childrenOf(statement);
    const text = test === undefined ? '' : pythonText(file, test);
    const words: readonly string[] = text.match(/[A-Za-z_]\w*/g) ?? [];
    return words.includes(name) && words.every((word) => word === name || ASKING.has(word));
  });
}

/** `mid = (low + high) // 2` can be `low` itself: a call that starts there again comes no further. */
function pastMiddle(file: PythonFile, owner: PythonNode, call: PythonNode): FixCandidate | null {
  const parameters = parameterNames(file, owner);
  for (const [index, argument] of argumentsOf(call).entries()) {
    const low = parameters[index];
    if (argument.name !== 'VariableName' || low === undefined) continue;
    const middle = pythonText(file, argument);
    const assigned = insideOf(owner, 'AssignStatement').find(
      (one) => one.firstChild !== null && pythonText(file, one.firstChild) === middle,
    );
    const value = assigned === undefined ? '' : pythonText(file, assigned);
    const isMiddle = /\/\/ *2\b|>> *1\b/.test(value) && new RegExp(String.raw`\b${low}\b`).test(value);
    // The upper bound is never the middle itself.
    if (!isMiddle || index === parameters.length - 1) continue;
    return candidateOf({
      origin: 'python-recursion/past-middle',
      title: `Go on after ${code(middle)}`,
      description: `${code(middle)} can be ${code(low)} again, which was looked at.`,
      prior: 0.6,
      file,
      edit: (text) => {
        text.appendLeft(argument.to, ' + 1');
      },
    });
  }
  return null;
}

/** Halves of a list of one are the list itself and nothing: the end has to be one, not none. */
function smallestCase(file: PythonFile, owner: PythonNode): FixCandidate | null {
  const parameters = new Set(parameterNames(file, owner));
  for (const statement of insideOf(owner, 'IfStatement')) {
    const [, test] = childrenOf(statement);
    const asked =
      test === undefined ? null : /^(?:len\((\w+)\) == 0|not (\w+))$/.exec(pythonText(file, test));
    const name = asked?.[1] ?? asked?.[2];
    if (test === undefined || name === undefined || !parameters.has(name)) continue;
    const halves = new RegExp(String.raw`len\(${name}\) *(?:\/\/ *2|>> *1)`).test(pythonText(file, owner));
    if (!halves || !new RegExp(String.raw`\b${name}\[\w*:\w*\]`).test(pythonText(file, owner))) continue;
    return candidateOf({
      origin: 'python-recursion/smallest-case',
      title: `End with one entry of ${code(name)}`,
      description: 'A list of one entry cannot be divided any further.',
      prior: 0.6,
      file,
      edit: (text) => {
        text.update(test.from, test.to, `len(${name}) <= 1`);
      },
    });
  }
  return null;
}
