import { type InitOptions, captureException, flush, init, withSession } from '@bugsage/sdk';

type ExecutionContext = { waitUntil: (promise: Promise<unknown>) => void };
type Handler<Env> = (input: never, env: Env, context: ExecutionContext) => unknown;

/** Starts the SDK once in each isolate, from the bindings that only a call knows. */
export type OptionsOf<Env> = (env: Env) => InitOptions;

/**
 * A Cloudflare Worker whose handlers (`fetch`, `scheduled`, `queue` and others) are reported: what one throws is
 * captured and thrown on, and delivery continues after the answer (`waitUntil`). Each call has a scope, and is a session where
 * `sessions()` is on.
 */
export function withBugsage<Env, W extends object>(optionsOf: OptionsOf<Env>, worker: W): W {
  let isStarted = false;
  const start = (env: Env): void => {
    if (!isStarted) init(optionsOf(env));
    isStarted = true;
  };
  const wrapped = Object.entries(worker).map(([name, handler]: [string, unknown]) => [
    name,
    typeof handler === 'function' ? wrap(name, handler as Handler<Env>, { worker, start }) : handler,
  ]);
  return Object.fromEntries(wrapped) as W;
}

function wrap<Env>(
  name: string,
  handler: Handler<Env>,
  { worker, start }: { worker: object; start: (env: Env) => void },
): Handler<Env> {
  return (input, env, context) => {
    start(env);
    const answer = withSession(async () => {
      try {
        return await (handler.call(worker, input, env, context) as Promise<unknown>);
      } catch (error) {
        const { method, url } = (input ?? {}) as { method?: string; url?: string };
        const path = url === undefined ? '' : ` ${new URL(url).pathname}`;
        captureException(error, {
          transaction: method === undefined ? name : `${method}${path}`,
          mechanism: { type: 'workers', handled: false },
        });
        throw error;
      }
    });
    return answer.finally(() => context.waitUntil(flush()));
  };
}
