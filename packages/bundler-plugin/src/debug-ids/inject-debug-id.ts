import { scriptReferences } from '@bugsage/stacktrace/scripts';
import { debugIdFor } from './debug-id-for.ts';
import { scriptStart } from './script-start.ts';
import { shiftMap, type MapFields } from './shift-map.ts';
import { snippetOf } from './snippet.ts';

/** A script and its map that name each other by a debug id. */
export type Injected = {
  readonly debugId: string;
  readonly script: string;
  /** JSON. */
  readonly map: string;
};

/**
 * Gives a script and its map a debug id: the script gets a line at its start that tells SDKs, and a comment at its end
 * that tells tools; the map gets its fields, and its positions move down by that line. What has an id already keeps it,
 * and injecting twice changes nothing. Null when the map is no JSON object: then neither is touched.
 */
export function injectDebugId(pair: {
  readonly script: string;
  readonly map: string;
  /** Told to SDKs together with the id; null tells nothing. */
  readonly release: string | null;
}): Injected | null {
  const fields = readFields(pair.map);
  if (fields === null) return null;
  const debugId =
    scriptReferences(pair.script).debugId ??
    textOf(fields['debugId']) ??
    textOf(fields['debug_id']) ??
    debugIdFor(pair.script, pair.map);
  const isTold = pair.script.includes(`_sentryDebugIds`) && pair.script.includes(`="${debugId}"`);
  const { hashbang, directives } = scriptStart(pair.script);
  const line = directives.map((text) => `${text};`).join('') + snippetOf({ debugId, release: pair.release });
  const told = isTold ? pair.script : `${hashbang}${line}\n${pair.script.slice(hashbang.length)}`;
  const moved = isTold ? fields : shiftMap(fields, hashbang === '' ? 0 : 1);
  return {
    debugId,
    script: withComment(told, debugId),
    map: JSON.stringify({ ...moved, debug_id: debugId, debugId }),
  };
}

/** Before the reference to the map, which tools expect last. */
function withComment(script: string, debugId: string): string {
  if (scriptReferences(script).debugId === debugId) return script;
  const comment = `//# debugId=${debugId}\n`;
  const at = script.lastIndexOf('\n//# sourceMappingURL=');
  if (at < 0) return `${script}${script.endsWith('\n') ? '' : '\n'}${comment}`;
  return `${script.slice(0, at + 1)}${comment}${script.slice(at + 1)}`;
}

function readFields(map: string): MapFields | null {
  try {
    const value: unknown = JSON.parse(map.startsWith(")]}'") ? map.slice(map.indexOf('\n') + 1) : map);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MapFields) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? value.toLowerCase()
    : null;
}
