import type { ConsumeOptions } from '@bugsage/backends';
import { INTEGRATION_LIMITS } from '@bugsage/core';
import { createImportHandler } from './import-sentry.ts';
import { createWebhookHandler } from './incoming/handle-webhook.ts';
import type { IntegrationParts } from './integration-parts.ts';
import { createReleaseHandler } from './release-commits.ts';

export { openCollectorIntake } from './collector-intake.ts';
export { createIntegrator } from './integrator.ts';

/** Longer than the calls of one step take together; an import extends it with each issue. */
const LEASE_MS = 90_000;

/** What the bus has for integrations, beside the way of an event. */
export function integrationConsumers(parts: IntegrationParts, stopping: AbortSignal): ConsumeOptions[] {
  const shared = { deliveriesMax: INTEGRATION_LIMITS.receivedAttemptsMax, leaseMs: LEASE_MS };
  return [
    {
      ...shared,
      consumer: 'integrations',
      subjects: ['webhook.received'],
      // In order as far as that goes: a second look at an issue finds what the first one did.
      concurrency: 2,
      handle: createWebhookHandler(parts),
    },
    {
      ...shared,
      consumer: 'import',
      subjects: ['import.continued'],
      concurrency: 1,
      handle: createImportHandler(parts, stopping),
    },
    {
      ...shared,
      consumer: 'releases',
      subjects: ['release.announced', 'release.commits_set'],
      concurrency: 1,
      handle: createReleaseHandler(parts),
    },
  ];
}
