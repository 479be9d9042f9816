import { SOURCE_MAP_LIMITS } from './limits.ts';
import { debugIdOf } from './read-map.ts';

/** Ids that a generated script carries in the comments of its last lines (protocol.md 1.17, 4.1). */
export type ScriptReferences = {
  /** `//# debugId=…`, lower case with dashes; null when there is none. */
  readonly debugId: string | null;
  /** `//# sourceMappingURL=…` (`//@` and CSS comments too), the last one; null when there is none. */
  readonly sourceMapUrl: string | null;
};

/** Reads the references of a script or style sheet; only its end is looked at, so any size is fine. */
export function scriptReferences(script: Uint8Array | string): ScriptReferences {
  const end =
    typeof script === 'string'
      ? script.slice(-SOURCE_MAP_LIMITS.trailingTextLengthMax)
      : new TextDecoder().decode(script.subarray(-SOURCE_MAP_LIMITS.trailingTextLengthMax));
  let debugId: string | null = null;
  let sourceMapUrl: string | null = null;
  for (const line of end.split('\n')) {
    const comment = commentOf(line);
    if (comment === null) continue;
    debugId = debugIdOf(valueOf(comment, 'debugId=') ?? valueOf(comment, 'debug_id=')) ?? debugId;
    sourceMapUrl = valueOf(comment, 'sourceMappingURL=') ?? sourceMapUrl;
  }
  return { debugId, sourceMapUrl: sourceMapUrl ?? inlineMap(script) };
}

/** `//# key=value`, `//@ key=value`, `/*# key=value *\/` at the end of a line; null for other lines. */
function commentOf(line: string): string | null {
  for (const marker of ['//# ', '//@ ', '/*# ', '/*@ ']) {
    const at = line.lastIndexOf(marker);
    if (at >= 0)
      return line
        .slice(at + marker.length)
        .replace(/\*\/\s*$/, '')
        .trim();
  }
  return null;
}

function valueOf(comment: string, key: string): string | null {
  if (!comment.startsWith(key)) return null;
  const [value = ''] = comment.slice(key.length).split(/[\s'"`]/, 1);
  return value === '' ? null : value;
}

/** Maps inside the script are longer than what is looked at: their comment starts further up. */
function inlineMap(script: Uint8Array | string): string | null {
  const text =
    typeof script === 'string' ? script : Buffer.from(script.buffer, script.byteOffset, script.byteLength);
  const at = text.lastIndexOf(INLINE_MARKER);
  if (at < 0) return null;
  const start = at + INLINE_MARKER.length - DATA_SCHEME.length;
  const rest = typeof text === 'string' ? text.slice(start) : text.toString('latin1', start);
  return rest.split(/\s/, 1)[0] ?? null;
}

const DATA_SCHEME = 'data:';
const INLINE_MARKER = `sourceMappingURL=${DATA_SCHEME}`;

const DATA_URL = /^data:[^,]{0,200};base64,/;

/** The map inside a `data:` reference; null when the reference is a URL or its base64 says nothing. */
export function inlineSourceMap(sourceMapUrl: string): Uint8Array | null {
  const prefix = DATA_URL.exec(sourceMapUrl.slice(0, 256))?.[0];
  if (prefix === undefined) return null;
  const bytes = Buffer.from(sourceMapUrl.slice(prefix.length), 'base64');
  return bytes.length === 0 ? null : bytes;
}
