import type { ParsedFile } from './parse-source.ts';
import { walk } from './walk.ts';

/** Node 14 and the browsers of early 2020 read `?.` and `??`; older ones refuse the whole file. */
const NODE_WITH_OPTIONAL_CHAINING = 14;

/**
 * Whether a patch of a file may use `?.` and `??`: where the file does already, where a compiler comes between, or where
 * package.json asks for a Node that knows them. Without any word on it only files from before 2015 may not.
 */
export function allowsOptionalChaining(file: ParsedFile, manifest: string | null): boolean {
  if (/\.[cm]?tsx?$/.test(file.path) || usesIt(file)) return true;
  const oldest = oldestNode(manifest);
  return oldest === null ? !isOldStyle(file.text) : oldest >= NODE_WITH_OPTIONAL_CHAINING;
}

/** Whether parameters may have defaults: not in files from before 2015. */
export function allowsDefaults(file: ParsedFile): boolean {
  return !isOldStyle(file.text);
}

function usesIt(file: ParsedFile): boolean {
  let found = false;
  walk(file.program, (node) => {
    if (node.type === 'ChainExpression' || (node.type === 'LogicalExpression' && node.operator === '??'))
      found = true;
    return !found;
  });
  return found;
}

/** `{"engines":{"node":"^8.10 || >=12"}}` -> 8; null when nothing is said. */
function oldestNode(manifest: string | null): number | null {
  const range = /"engines"\s*:\s*\{[^}]*"node"\s*:\s*"([^"]{1,200})"/.exec(manifest ?? '')?.[1];
  if (range === undefined) return null;
  const majors = range
    .split('||')
    .map((part) => Number.parseInt(/\d+/.exec(part)?.[0] ?? '', 10))
    .filter((major) => Number.isInteger(major));
  return majors.length === 0 ? null : Math.min(...majors);
}

function isOldStyle(text: string): boolean {
  return /\bvar\s/.test(text) && !/\b(?:const|let)\s/.test(text);
}
