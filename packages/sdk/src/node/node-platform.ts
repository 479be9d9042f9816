import { AsyncLocalStorage } from 'node:async_hooks';
import { release, type } from 'node:os';

import { breadcrumbs } from '../integrations/breadcrumbs.ts';
import type { Platform } from '../platform.ts';
import type { CapturedEvent, InitOptions } from '../public-types.ts';
import { followCalls } from '../scope/scope-store.ts';
import { sharedState } from '../shared-state.ts';
import type { QueueItem } from '../transport/queue-item.ts';
import { SDK_VERSION } from '../version.ts';
import { addDebugIds } from './add-debug-ids.ts';
import { createContextLines } from './context-lines.ts';
import { processErrors } from './process-errors.ts';
import { readStack } from './read-stack.ts';
import { requestScopes } from './request-scopes.ts';
import { runtimeContext } from './runtime-context.ts';
import { sendOnExit } from './send-on-exit.ts';
import { createNodeSend } from './send.ts';
import { writeFrames } from './write-frames.ts';

/** Node, and runtimes that offer its modules (Bun, Deno). */
export function createNodePlatform(options: InitOptions): Platform {
  const { contextLines = 3 } = options;
  const { prepare, prepareNow } = createContextLines(Math.min(contextLines, 10));
  followCalls(sharedState(), () => new AsyncLocalStorage());
  return {
    identity: {
      sdk: ['bugsage.javascript.node', SDK_VERSION],
      p: 'node',
      ctx: { runtime: runtimeContext(), os: { name: type(), kernel_version: release() } },
    },
    integrations: [
      processErrors(),
      breadcrumbs(),
      requestScopes(),
      sendOnExit(contextLines > 0 ? prepareNow : undefined, options.shutdownTimeoutMs),
    ],
    send: createNodeSend(),
    inspect: readStacks,
    writeFrames,
    ...(contextLines > 0 && {
      prepare: (items: readonly QueueItem[]) => prepare(items.map(({ event }) => event)),
    }),
  };
}

function readStacks(_: unknown, event: CapturedEvent): void {
  for (const exception of event.exceptions) {
    exception.frames = readStack(exception.stack ?? '');
    delete exception.stack;
  }
  addDebugIds(event);
}
