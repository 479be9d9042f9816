import { z } from 'zod';
import { eventOfSentry } from '../sentry-event.ts';
import type { IncomingChange } from './incoming-change.ts';

const head = z.object({
  action: z.string(),
  actor: z.object({ name: z.string().nullish() }).nullish(),
  data: z.record(z.string(), z.unknown()),
});
const issueSchema = z.object({ id: z.coerce.string() });
const eventSchema = z.record(z.string(), z.unknown());

const STATUS_OF_ACTION: Readonly<Record<string, 'resolved' | 'ignored' | 'detected'>> = {
  resolved: 'resolved',
  ignored: 'ignored',
  archived: 'ignored',
  unresolved: 'detected',
};

/** Webhooks of a Sentry integration (docs.sentry.io: integration platform), named as `Sentry-Hook-Resource` names them. */
export function readSentry(resource: string, body: unknown): IncomingChange[] {
  const { action, actor, data } = head.parse(body);
  switch (resource) {
    case 'error':
      return [{ kind: 'event', event: eventOfSentry(eventSchema.parse(data['error'])) }];
    case 'event_alert':
      return [{ kind: 'event', event: eventOfSentry(eventSchema.parse(data['event'])) }];
    case 'issue': {
      const { id } = issueSchema.parse(data['issue']);
      if (action === 'created') return [{ kind: 'fetch_event', sentryIssueId: id }];
      const status = STATUS_OF_ACTION[action];
      if (status === undefined) return [];
      return [{ kind: 'sentry_state', sentryIssueId: id, status, by: actor?.name ?? 'sentry' }];
    }
    case 'installation':
      return action === 'deleted' ? [{ kind: 'uninstalled' }] : [];
    default:
      return [];
  }
}
