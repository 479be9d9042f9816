import { captureException } from '@bugsage/sdk';

import { isServerFault } from './is-server-fault.ts';

type FastifyRequest = { method: string; url: string; routeOptions?: { url?: string | undefined } };
type Fastify = {
  addHook: (
    name: 'onError',
    hook: (request: FastifyRequest, reply: unknown, error: unknown, done: () => void) => void,
  ) => unknown;
};

export type ReportingOptions = {
  /** Default: errors without a status, or with one of 500 and above. */
  shouldReport?: (error: unknown) => boolean;
};

/** A plugin that reports what handlers throw: `app.register(bugsage)`. The answer stays Fastify's or yours. */
export function bugsage(
  app: Fastify,
  { shouldReport = isServerFault }: ReportingOptions,
  done: () => void,
): void {
  app.addHook('onError', (request, _reply, error, next) => {
    if (shouldReport(error))
      captureException(error, {
        transaction: `${request.method} ${request.routeOptions?.url ?? request.url.split('?')[0]}`,
        mechanism: { type: 'fastify', handled: false },
      });
    next();
  });
  done();
}

// Without it Fastify would keep the hook inside of the plugin (documented: `Symbol.for('skip-override')`).
Object.assign(bugsage, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'bugsage',
});
