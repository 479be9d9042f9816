import { expectBalance } from '@bugsage/core/testing';
import pino from 'pino';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { type Collector, openCollector } from '../src/index.ts';

export type RunningCollector = {
  readonly collector: Collector;
  readonly engines: TestBackends;
  readonly url: string;
  metrics(): Promise<string>;
  /** Checks first that every event has its outcome, so that no test of a whole collector can forget to. */
  stop(): Promise<void>;
};

/** The collector as in the product on the embedded engines. `prepare` sees the stores before it starts. */
export async function runCollector(options: {
  environment?: Record<string, string>;
  prepare?: (engines: TestBackends) => Promise<unknown>;
}): Promise<RunningCollector> {
  const engines = await startTestBackends(options.environment);
  await options.prepare?.(engines);
  const collector = await openCollector({
    configuration: { ...engines.configuration, BUGSAGE_COLLECTOR_PORT: 0 },
    backends: engines.backends,
    dataDirectory: engines.engines.dataDirectory,
    logger: pino({ level: 'silent' }),
    onFailure: (description) => {
      throw new Error(description);
    },
  });
  return {
    collector,
    engines,
    url: `http://127.0.0.1:${collector.port}`,
    metrics: () => collector.metrics(),
    stop: async () => {
      try {
        await expectBalance(() => collector.metrics());
      } finally {
        await collector.stop();
        await engines.stop();
      }
    },
  };
}
