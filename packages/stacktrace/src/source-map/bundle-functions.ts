import type { Segments } from './decode-mappings.ts';
import { lastAtMost } from './find-place.ts';
import { tabulateFunctions, type FunctionTable } from './function-table.ts';
import { SOURCE_MAP_LIMITS } from './limits.ts';
import { parseFunctionRanges, type NamedRange } from './parse-functions.ts';

type Original = {
  readonly segments: Segments;
  readonly names: readonly string[];
  readonly contents: readonly (string | null)[];
};

/**
 * Functions of the generated script under their original names: the map says what the token is called at which a
 * function is named. Null when there is no script, or it cannot be parsed.
 */
export function bundleFunctions(
  bundle: Uint8Array | string | undefined,
  original: Original,
): FunctionTable | null {
  if (bundle === undefined || bundle.length > SOURCE_MAP_LIMITS.parsedBundleLengthMax) return null;
  const script = typeof bundle === 'string' ? bundle : new TextDecoder().decode(bundle);
  const ranges = parseFunctionRanges(script, 'bundle.js');
  return ranges === null
    ? null
    : tabulateFunctions(ranges.map((range) => ({ ...range, name: originalName(range, original) })));
}

/** Names this short are a minifier's. */
const MINIFIED_LENGTH_MAX = 2;

function originalName({ name, nameAt }: NamedRange, original: Original): string | null {
  const mapped = nameAt === null ? null : tokenName(nameAt, original);
  if (mapped !== null) return mapped;
  return name === null || name.length <= MINIFIED_LENGTH_MAX ? null : name;
}

function tokenName(
  place: { readonly line: number; readonly column: number },
  { segments, names, contents }: Original,
): string | null {
  const { lineStarts, generatedColumns } = segments;
  if (place.line + 1 >= lineStarts.length) return null;
  const start = lineStarts[place.line] ?? 0;
  const at = lastAtMost(generatedColumns, place.column, start, lineStarts[place.line + 1] ?? 0);
  if (at < start || generatedColumns[at] !== place.column) return null;
  const name = segments.names[at] ?? 0;
  if (name > 0) return names[name - 1] ?? null;
  const content = contents[(segments.sources[at] ?? 0) - 1];
  return content == null
    ? null
    : identifierAt(content, segments.originalLines[at] ?? 0, segments.originalColumns[at] ?? 0);
}

function identifierAt(content: string, line: number, column: number): string | null {
  let start = 0;
  for (let skipped = 0; skipped < line; skipped += 1) {
    const end = content.indexOf('\n', start);
    if (end < 0) return null;
    start = end + 1;
  }
  return /^[\w$]{1,200}/.exec(content.slice(start + column, start + column + 200))?.[0] ?? null;
}
