import { parentPort } from 'node:worker_threads';
import { openCompiledMap, type OpenMap, type ResolvedPlace } from '@bugsage/stacktrace';

/** Line and column (from 1) in the generated file. */
export type Place = { readonly line: number; readonly column: number | null };

export type ResolveQuestion =
  | { readonly kind: 'drop'; readonly hash: string }
  | {
      readonly kind: 'resolve';
      readonly id: number;
      readonly hash: string;
      readonly map: SharedArrayBuffer;
      readonly places: readonly Place[];
    };

export type ResolveAnswer =
  | { readonly kind: 'resolved'; readonly id: number; readonly places: readonly (ResolvedPlace | null)[] }
  | { readonly kind: 'refused'; readonly id: number; readonly why: string };

/** Resolves places beside the event loop; the maps it has opened are views on memory it shares with the collector. */
const port = parentPort;
if (port === null) throw new Error('This file is a worker thread.');
const open = new Map<string, OpenMap>();

port.on('message', (question: ResolveQuestion) => {
  if (question.kind === 'drop') open.delete(question.hash);
  else port.postMessage(answer(question));
});

function answer(question: Extract<ResolveQuestion, { kind: 'resolve' }>): ResolveAnswer {
  const { id, hash, places } = question;
  try {
    const map = open.get(hash) ?? openMap(hash, question.map);
    return {
      kind: 'resolved',
      id,
      places: places.map(({ line, column }) => map.resolve(line, column) ?? null),
    };
  } catch (error) {
    return { kind: 'refused', id, why: error instanceof Error ? error.message : String(error) };
  }
}

function openMap(hash: string, bytes: SharedArrayBuffer): OpenMap {
  const opened = openCompiledMap(new Uint8Array(bytes));
  if (!opened.ok) throw new Error(opened.error.why);
  open.set(hash, opened.value);
  return opened.value;
}
