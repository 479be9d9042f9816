import { createOutbound, ProviderError, type AccountStore } from '@bugsage/backends';
import type { Configuration } from '@bugsage/core';
import { collectorUrl } from '../api/collector-address.ts';
import type { EventIntake } from './integration-parts.ts';

const SECOND_MS = 1_000;

/**
 * Speaks to the collector over its store endpoint, with a key of the project. Its address is the operator's, so it may be
 * in a private network; nothing else is reached through this client.
 */
export function openCollectorIntake(options: {
  readonly configuration: Configuration;
  readonly accounts: Pick<AccountStore, 'listIngestKeysOf'>;
}): EventIntake & { close(): Promise<void> } {
  const { host, hostname, href } = collectorUrl(options.configuration);
  const outbound = createOutbound({ allow: [hostname.startsWith('[') ? hostname.slice(1, -1) : host] });
  return {
    send: async (projectId, event) => {
      const keys = await options.accounts.listIngestKeysOf(projectId);
      const key = keys.find(({ enabled }) => enabled)?.public_key;
      if (key === undefined) throw refused('The project has no ingest key that is switched on.');
      const answer = await outbound.request(`${href.replace(/\/+$/, '')}/api/${projectId}/store/`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-sentry-auth': `Sentry sentry_version=7, sentry_client=bugsage-import/1, sentry_key=${key}`,
        },
        body: JSON.stringify(event),
      });
      if (answer.status >= 200 && answer.status < 300) return;
      const isPassing = answer.status === 429 || answer.status >= 500;
      const seconds = Number(answer.headers.get('retry-after'));
      throw new ProviderError({
        status: answer.status,
        retryable: isPassing,
        retryAfterMs: Number.isFinite(seconds) ? seconds * SECOND_MS : null,
        message: `The collector answered ${answer.status}.`,
      });
    },
    close: () => outbound.close(),
  };
}

function refused(message: string): ProviderError {
  return new ProviderError({ status: null, retryable: false, message });
}
