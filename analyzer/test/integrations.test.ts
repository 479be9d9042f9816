import { afterAll, beforeAll } from 'vitest';
import { startHub, type Hub } from './integrations/hub.ts';
import { describeTrackers } from './integrations/trackers.suite.ts';

// One start of the engines serves all suites: it takes longer than they do.
let started: Hub;
const hub = (): Hub => started;

beforeAll(async () => {
  started = await startHub();
});

afterAll(async () => {
  await started.stop();
});

describeTrackers(hub);
