import { knownDebugIds } from '../capture/known-debug-ids.ts';
import type { CapturedEvent } from '../public-types.ts';
import { readStack } from './read-stack.ts';

/** Files by the stack that told their debug id: it is read once. */
const files = new Map<string, string | undefined>();
const FILES_MAX = 2000;

/** Adds the debug ids of the files in the frames, by which the server finds the source maps. */
export function addDebugIds(event: CapturedEvent): void {
  const registered = Object.entries(knownDebugIds());
  if (registered.length === 0) return;
  const inFrames = new Set(event.exceptions.flatMap(({ frames = [] }) => frames.map(({ file }) => file)));
  for (const [stack, id] of registered) {
    if (!files.has(stack) && files.size < FILES_MAX) files.set(stack, readStack(stack)[0]?.file);
    const file = files.get(stack);
    if (file !== undefined && inFrames.has(file)) event.debugIds = { ...event.debugIds, [id]: file };
  }
}
