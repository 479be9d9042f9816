import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { bare, isMember, propertyName, sameText } from '../syntax/expressions.ts';
import { lineOf, offsetOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';

export type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>;
/** What is called, and whether the engine's column points at it. */
export type FoundCall = { readonly call: CallNode; readonly exact: boolean };

/** Finds the call an engine complains about: by the text of what is called and by the reported place. */
export function findCall(
  file: ParsedFile,
  callee: string | null,
  place: { line: number; column: number | null },
): FoundCall | null {
  const offset = place.column === null ? null : offsetOf(file, place.line, place.column);
  let best: { call: CallNode; score: number } | null = null;
  walk(file.program, (node) => {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return;
    const score = scoreOf(file, node, { ...place, offset, callee });
    if (score > 0 && (best === null || score > best.score)) best = { call: node, score };
  });
  const found = best as { call: CallNode; score: number } | null;
  return found === null ? null : { call: found.call, exact: found.score >= EXACT };
}

/** The expression that is gone over, spread or taken apart at a place. */
export function findIterated(
  file: ParsedFile,
  text: string | null,
  place: { line: number; column: number | null },
): { readonly node: Node; readonly exact: boolean } | null {
  const offset = place.column === null ? null : offsetOf(file, place.line, place.column);
  let best: { node: Node; exact: boolean } | null = null;
  walk(file.program, (node) => {
    const iterated = iteratedBy(node);
    if (iterated === null || Math.abs(lineOf(file, iterated) - place.line) > ANALYZE_LIMITS.nearbyLinesMax)
      return;
    if (text !== null && !isNamed(iterated, text, file)) return;
    const exact = offset !== null && iterated.start <= offset && offset <= iterated.end;
    if (best === null || (exact && !best.exact)) best = { node: iterated, exact };
  });
  return best;
}

/** V8 names the call's callee when the result of a call is gone over. */
function isNamed(iterated: Node, text: string, file: ParsedFile): boolean {
  const node = bare(iterated);
  if (sameText(textOf(file, iterated), text)) return true;
  return node.type === 'CallExpression' && sameText(textOf(file, node.callee), text);
}

const EXACT = 100;

function iteratedBy(node: Node): Node | null {
  if (node.type === 'ForOfStatement') return node.right;
  if (node.type === 'SpreadElement' && node.parent?.type !== 'ObjectExpression') return node.argument;
  if (node.type === 'VariableDeclarator' && node.id.type === 'ArrayPattern') return node.init;
  return null;
}

function scoreOf(
  file: ParsedFile,
  call: CallNode,
  place: { line: number; offset: number | null; callee: string | null },
): number {
  const callee = bare(call.callee);
  const name = isMember(callee) ? callee.property : callee;
  const distance = Math.min(
    Math.abs(lineOf(file, name) - place.line),
    Math.abs(lineOf(file, call) - place.line),
  );
  if (distance > ANALYZE_LIMITS.nearbyLinesMax) return 0;
  const text = textOf(file, callee);
  const fits =
    place.callee === null ||
    sameText(text, place.callee) ||
    // Engines print `(intermediate value).map` or only the method's name.
    (isMember(callee) && propertyName(callee) === place.callee.split('.').at(-1));
  if (!fits) return 0;
  let score = 20 - distance * 5;
  if (place.callee !== null && sameText(text, place.callee)) score += 20;
  if (place.offset === null) return score;
  if (name.start === place.offset || call.start === place.offset) score += EXACT;
  else if (call.start <= place.offset && place.offset < call.end) score += 10;
  return score;
}
