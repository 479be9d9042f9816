import { returnMemory } from '@bugsage/backends';
import { openCollector } from '@bugsage/collector';
import pino from 'pino';
import { openEmbedded, fail } from './embedded.ts';
import { reportUsage } from './report-usage.ts';

/** The whole collector on embedded engines: every acknowledged event is also fingerprinted and stored. */
const { configuration, dataDirectory, backends, stop } = await openEmbedded();
const collector = await openCollector({
  configuration,
  backends,
  dataDirectory,
  logger: pino({ level: 'warn' }),
  onFailure: fail,
});
// As the command line does at the end of its start.
returnMemory();
reportUsage({
  port: collector.port,
  backlog: () => collector.backlog(),
  stop: async () => {
    await collector.stop();
    await stop();
  },
});
