import { afterAll, beforeAll } from 'vitest';
import { describeAccess } from './api/access.suite.ts';
import { describeAccounts } from './api/accounts.suite.ts';
import { describeAuth } from './api/auth.suite.ts';
import { describeBadInputs } from './api/bad-inputs.suite.ts';
import { describeClient } from './api/client.suite.ts';
import { describeContract } from './api/contract.suite.ts';
import { describeDocument } from './api/document.suite.ts';
import { describeExamples } from './api/examples.suite.ts';
import { startFixture, type Fixture } from './api/fixture.ts';
import { describeGrouping } from './api/grouping.suite.ts';
import { describeHealth } from './api/health.suite.ts';
import { describeOidc } from './api/oidc.suite.ts';
import { describeLive } from './api/live.suite.ts';
import { describeOwnership } from './api/ownership.suite.ts';
import { describeDrops } from './api/drops.suite.ts';
import { describeExports } from './api/exports.suite.ts';
import { describeViews } from './api/views.suite.ts';
import { describeProblems } from './api/problems.suite.ts';
import { describeReports } from './api/reports.suite.ts';
import { describeResources } from './api/resources.suite.ts';
import { describeSearch } from './api/search.suite.ts';
import { describeSimilar } from './api/similar.suite.ts';
import { describeSite } from './api/site.suite.ts';
import { describeWorkflow } from './api/workflow.suite.ts';

// One start of the engines serves all suites: it takes longer than they do.
let started: Fixture;
const fixture = (): Fixture => started;

beforeAll(async () => {
  started = await startFixture();
});

afterAll(async () => {
  await started.stop();
});

describeAuth(fixture);
describeAccounts(fixture);
describeOidc(fixture);
describeResources(fixture);
describeSearch(fixture);
describeReports(fixture);
describeDrops(fixture);
describeExports(fixture);
describeHealth(fixture);
describeOwnership(fixture);
describeBadInputs(fixture);
describeWorkflow(fixture);
describeViews(fixture);
describeLive(fixture);
describeAccess(fixture);
describeProblems(fixture);
describeDocument(fixture);
describeSite(fixture);
describeExamples(fixture);
describeContract(fixture);
describeClient(fixture);
describeGrouping(fixture);
describeSimilar(fixture);
