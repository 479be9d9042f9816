import { release, type } from 'node:os';

import { consoleBreadcrumbs } from '../integrations/console-breadcrumbs.ts';
import { fetchBreadcrumbs } from '../integrations/fetch-breadcrumbs.ts';
import type { Platform } from '../platform.ts';
import type { InitOptions } from '../public-types.ts';
import { createAsyncScopes } from './async-scopes.ts';
import { completeNodeFrame } from './complete-frame.ts';
import { createContextLines } from './context-lines.ts';
import { processErrors } from './process-errors.ts';
import { sendOnExit } from './send-on-exit.ts';
import { createNodeSend } from './send.ts';

/** Node, and runtimes that offer its modules (Bun, Deno). */
export function createNodePlatform({ contextLines = 3 }: InitOptions): Platform {
  const { prepare, prepareNow } = createContextLines(Math.min(contextLines, 10));
  return {
    sdkName: 'bugsage.javascript.node',
    name: 'node',
    contexts: {
      runtime: { name: 'node', version: process.version },
      os: { name: type(), kernel_version: release() },
    },
    integrations: [processErrors(), consoleBreadcrumbs(), fetchBreadcrumbs()],
    send: createNodeSend(),
    schedule: (run, delayMs) => {
      const timer = setTimeout(run, delayMs).unref();
      return () => clearTimeout(timer);
    },
    completeFrame: completeNodeFrame,
    createScopes: createAsyncScopes,
    ...(contextLines > 0 && { prepare }),
    sendAtEnd: (hooks, options) =>
      sendOnExit(hooks, contextLines > 0 ? prepareNow : () => undefined, options),
  };
}
