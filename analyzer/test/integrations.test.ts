import { afterAll, beforeAll } from 'vitest';
import { startHub, type Hub } from './integrations/hub.ts';
import { describeCode } from './integrations/code.suite.ts';
import { describeExamples } from './integrations/examples.suite.ts';
import { describeTrackerDoubt } from './integrations/in-doubt.suite.ts';
import { describeJira } from './integrations/jira.suite.ts';
import { describeSentry } from './integrations/sentry.suite.ts';
import { describeTrackers } from './integrations/trackers.suite.ts';
import { describeWebhooks } from './integrations/webhooks.suite.ts';

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
describeJira(hub);
describeTrackerDoubt(hub);
describeSentry(hub);
describeWebhooks(hub);
describeCode(hub);
describeExamples(hub);
