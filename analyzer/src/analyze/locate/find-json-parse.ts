import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { resolveBinding, type Binding } from '../syntax/bindings.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import { lineOf, offsetOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { contains, enclosingFunction, walk } from '../syntax/walk.ts';

type CallNode = Extract<Node, { type: 'CallExpression' }>;
export type VariableBinding = Extract<Binding, { kind: 'variable' }>;

/** A place that reads JSON, and the HTTP answer it reads, when there is one. */
export type JsonParse = {
  readonly file: ParsedFile;
  readonly call: CallNode;
  /** The text that is parsed; null for `response.json()`. */
  readonly text: Node | null;
  /** Name of the answer and its declaration. */
  readonly response: { readonly name: string; readonly binding: VariableBinding } | null;
  readonly exact: boolean;
};

/** The `JSON.parse(…)` or `.json()` an engine complains about. */
export function findJsonParse(
  file: ParsedFile,
  place: { line: number; column: number | null },
): JsonParse | null {
  const offset = place.column === null ? null : offsetOf(file, place.line, place.column);
  let best: { call: CallNode; score: number } | null = null;
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression' || !readsJson(node)) return;
    const distance = Math.abs(lineOf(file, node) - place.line);
    if (distance > ANALYZE_LIMITS.nearbyLinesMax) return;
    const inside = offset !== null && node.start <= offset && offset < node.end;
    const score = 10 - distance * 2 + (inside ? 5 : 0);
    if (best === null || score > best.score) best = { call: node, score };
  });
  const found = best as { call: CallNode; score: number } | null;
  if (found === null) return null;
  const callee = bare(found.call.callee);
  const text =
    isMember(callee) && propertyName(callee) === 'parse' ? (found.call.arguments[0] ?? null) : null;
  const source = text === null && isMember(callee) ? callee.object : text;
  return {
    file,
    call: found.call,
    text,
    response: source === null ? null : responseOf(source, text === null),
    exact: lineOf(file, found.call) === place.line,
  };
}

/** True when the function asks the answer's status between receiving and parsing it. */
export function isStatusChecked({ file, call, response }: JsonParse): boolean {
  return statusChecks(file, call, response?.name ?? '').some((check) => check.end <= call.start);
}

/** Conditions on the status of an answer in the function of a call. */
export function statusChecks(file: ParsedFile, call: Node, name: string): Node[] {
  const owner = enclosingFunction(call) ?? file.program;
  const checks: Node[] = [];
  walk(owner, (node) => {
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return;
    if (contains(node, call) && !contains(node.consequent, call)) return;
    const test = textOf(file, node.test);
    if (name !== '' && new RegExp(`\\b${name.replaceAll('$', '\\$')}\\.(?:ok|status|headers)\\b`).test(test))
      checks.push(node);
  });
  return checks;
}

function readsJson(call: CallNode): boolean {
  const callee = bare(call.callee);
  if (!isMember(callee)) return false;
  const name = propertyName(callee);
  if (name === 'json') return call.arguments.length === 0;
  return name === 'parse' && callee.object.type === 'Identifier' && callee.object.name === 'JSON';
}

/** Follows `text` -> `await response.text()` -> `response`; only the answer of a request has both methods. */
function responseOf(source: Node, isAnswer: boolean): JsonParse['response'] {
  let node = unwaited(source);
  let answer = isAnswer;
  for (let step = 0; step < ANALYZE_LIMITS.followDepthMax; step += 1) {
    if (node.type === 'CallExpression') {
      const callee = bare(node.callee);
      if (!isMember(callee) || propertyName(callee) !== 'text') return null;
      answer = true;
      node = unwaited(callee.object);
    } else if (node.type === 'Identifier') {
      const binding = resolveBinding(node.name, node);
      if (binding?.kind !== 'variable' || binding.init === null || binding.keys.length > 0) return null;
      if (answer) return { name: binding.name, binding };
      node = unwaited(binding.init);
    } else return null;
  }
  return null;
}

function unwaited(node: Node): Node {
  const at = bare(node);
  return at.type === 'AwaitExpression' ? bare(at.argument) : at;
}
