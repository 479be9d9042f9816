import { startServer } from '@bugsage/collector/http';
import { openReceiving } from './open-receiving.ts';
import { reportUsage } from './report-usage.ts';

/** The stage `receive` alone. */
const { handler, remove } = await openReceiving();
const server = await startServer({ host: '127.0.0.1', port: 0, handler });
reportUsage({ port: server.port, stop: remove });
