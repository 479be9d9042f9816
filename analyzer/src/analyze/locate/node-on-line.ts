import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { lineOf, offsetOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';

export type FoundNode<Found extends Node> = { readonly node: Found; readonly exact: boolean };

/** The node of a kind nearest to a reported place, innermost first; null when none is within a few lines. */
export function nodeOnLine<Found extends Node>(
  file: ParsedFile,
  place: { line: number; column: number | null },
  isWanted: (node: Node) => node is Found,
): FoundNode<Found> | null {
  const offset = place.column === null ? null : offsetOf(file, place.line, place.column);
  let best: { node: Found; score: number; exact: boolean } | null = null;
  walk(file.program, (node) => {
    if (!isWanted(node)) return;
    const from = lineOf(file, node);
    const to = lineOf(file, { start: node.end });
    const distance = place.line < from ? from - place.line : place.line > to ? place.line - to : 0;
    if (distance > ANALYZE_LIMITS.nearbyLinesMax) return;
    const inside = offset !== null && node.start <= offset && offset <= node.end;
    const score =
      (inside ? 100 : 0) - distance * 10 - (from === place.line ? 0 : 5) - (node.end - node.start) / 10_000;
    if (best === null || score > best.score) best = { node, score, exact: distance === 0 };
  });
  const found = best as { node: Found; exact: boolean } | null;
  return found === null ? null : { node: found.node, exact: found.exact };
}
