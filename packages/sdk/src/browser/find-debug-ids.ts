import { firstFile } from '../capture/first-file.ts';
import { knownDebugIds } from '../capture/known-debug-ids.ts';
import type { CapturedEvent } from '../public-types.ts';

/**
 * Adds the debug ids of the files in the stacks, while the scripts that told them are still those of this page. By them the
 * server finds the source maps, whatever release and addresses are called.
 */
export function findDebugIds(_: unknown, event: CapturedEvent): void {
  const calls = JSON.stringify(event.exceptions);
  const ids = knownDebugIds();
  for (const stack in ids) {
    const file = firstFile(stack);
    if (file && calls.includes(file)) (event.debugIds ??= {})[ids[stack] as string] = file;
  }
}
