import { posix } from 'node:path';
import type { Evidence } from '@bugsage/core';
import type { SourceReader } from '../source-reader.ts';
import { bare, isMember, propertyName } from '../syntax/expressions.ts';
import type { ParsedFile } from '../syntax/parse-source.ts';
import { contains, walk, type FunctionNode } from '../syntax/walk.ts';
import { citeLine, placeOf } from '../words.ts';

/** Files searched for calls, those of the same folder first. */
const FILES_MAX = 15;
const SITES_MAX = 3;

export type CallSites = { readonly places: readonly string[]; readonly evidence: readonly Evidence[] };

/** Where a function is called by its name, outside of itself and of tests; by name only, so never more than a hint. */
export async function callSitesOf(
  name: string,
  owner: FunctionNode,
  file: ParsedFile,
  sources: SourceReader,
): Promise<CallSites> {
  const folder = posix.dirname(file.path);
  const near = (path: string): number => (path === file.path ? 0 : posix.dirname(path) === folder ? 1 : 2);
  const files = sources.files
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/(?:^|[./])(?:tests?|spec)\b|node_modules/.test(path))
    .toSorted((left, right) => near(left) - near(right) || (left < right ? -1 : 1))
    .slice(0, FILES_MAX);
  const places: string[] = [];
  const evidence: Evidence[] = [];
  for (const path of files) {
    const other = await sources.parsed(path);
    if (other === null || !other.text.includes(`${name}(`)) continue;
    walk(other.program, (node) => {
      if (places.length >= SITES_MAX || node.type !== 'CallExpression') return;
      const callee = bare(node.callee);
      const called =
        callee.type === 'Identifier' ? callee.name : isMember(callee) ? propertyName(callee) : null;
      if (called !== name || (path === file.path && contains(owner, node))) return;
      const place = placeOf(other, node);
      if (places.includes(place)) return;
      places.push(place);
      evidence.push(citeLine(other, node, 'The function is called here.'));
    });
  }
  return { places, evidence };
}
