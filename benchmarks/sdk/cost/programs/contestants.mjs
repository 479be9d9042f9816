// Started by the measuring programs: `none`, `bugsage` or `sentry`, each with its defaults but for what a line says.
const KEY = 'ab'.repeat(16);

/** Starts an SDK whose requests go nowhere, and answers how to report and how to wait. */
export const STARTS = {
  none: async () => ({ capture: () => undefined, flush: async () => undefined, restart: () => undefined }),
  async bugsage(dsn = `http://${KEY}@127.0.0.1:9/1`) {
    const sdk = await import(process.env.BUGSAGE_SDK);
    // In place of the network: the batch was written and is thrown away.
    const nowhere = {
      name: 'nowhere',
      setup(engine) {
        engine.send = async () => ({ ok: true, status: 200, headers: new Headers() });
        return () => undefined;
      },
    };
    const restart = () => sdk.init({ dsn, shutdownTimeoutMs: 0, integrations: [nowhere] });
    restart();
    return { capture: sdk.captureException, flush: () => sdk.flush(5000), restart };
  },
  async sentry(dsn = `http://${KEY}@127.0.0.1:9/1`) {
    const Sentry = await import('@sentry/node');
    Sentry.init({
      dsn,
      transport: (options) => Sentry.createTransport(options, async () => ({ statusCode: 200 })),
    });
    return { capture: Sentry.captureException, flush: () => Sentry.flush(5000), restart: () => undefined };
  },
};
