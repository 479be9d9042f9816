import { AsyncLocalStorage } from 'node:async_hooks';
import { release, type } from 'node:os';

import { breadcrumbs } from '../integrations/breadcrumbs.ts';
import type { Platform } from '../platform.ts';
import type { CapturedException, InitOptions } from '../public-types.ts';
import { followCalls } from '../scope/follow-calls.ts';
import { sharedState } from '../shared-state.ts';
import { SDK_VERSION } from '../version.ts';
import { completeNodeFrame } from './complete-frame.ts';
import { createContextLines } from './context-lines.ts';
import { parseStack } from './parse-stack.ts';
import { processErrors } from './process-errors.ts';
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
    readStacks,
    writeFrames,
    ...(contextLines > 0 && { prepare }),
  };
}

function readStacks(exceptions: CapturedException[]): void {
  for (const exception of exceptions) {
    exception.frames = parseStack(exception.stack ?? '').map(completeNodeFrame);
    delete exception.stack;
  }
}
