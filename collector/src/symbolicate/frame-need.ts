import type { Frame, NormalizedEvent } from '@bugsage/core';

/** A frame of generated code and what is needed to find its map. */
export type FrameNeed = { readonly file: string; readonly debugId: string | null };

const JAVASCRIPT = new Set(['javascript', 'node']);
/** Code that no build of the application made. */
const FOREIGN_FILE = /^(?:node:|internal\/|<|\[native code\]|[a-z-]*extension:|native\b|wasm:|ext:|data:)/i;
const SCRIPT_FILE = /\.(?:[cm]?js|jsbundle|bundle|css)(?:[?#]|$)/i;

export function isJavaScript(event: NormalizedEvent): boolean {
  return JAVASCRIPT.has(event.platform);
}

/** Debug ids of the event's files, by file as frames name it. */
export function debugIdsOf(event: NormalizedEvent): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const image of event.debug_images) {
    const file = image['code_file'];
    const id = image['debug_id'];
    if (image['type'] !== 'sourcemap' || typeof file !== 'string' || typeof id !== 'string') continue;
    ids.set(file, id.toLowerCase());
  }
  return ids;
}

/** Null for frames that need no map: of the runtime, of other languages, or without a file. */
export function needOf(
  frame: Pick<Frame, 'abs_path' | 'filename'>,
  debugIds: ReadonlyMap<string, string>,
  platform: string,
): FrameNeed | null {
  const file = frame.abs_path ?? frame.filename;
  if (file === null || file === '' || FOREIGN_FILE.test(file)) return null;
  const debugId =
    debugIds.get(file) ?? (frame.filename === null ? null : (debugIds.get(frame.filename) ?? null));
  const isScript = SCRIPT_FILE.test(file) || (platform === 'javascript' && /^https?:/.test(file));
  return debugId === null && !isScript ? null : { file, debugId };
}
