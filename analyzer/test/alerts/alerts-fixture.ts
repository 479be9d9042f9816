import { randomUUID } from 'node:crypto';
import { hintOf, openPostgresChannelStore, openSender, type RuleDraft } from '@bugsage/backends';
import type { AlertRule, ChannelKind, Delivery } from '@bugsage/core';
import pino from 'pino';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import {
  startTestBackends,
  type TestBackends,
} from '../../../packages/backends/src/testing/test-backends.ts';
import { createNotifier, type NotifyParts } from '../../src/notify/notifier.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

/** Calls of the product end sooner in tests. */
const TIMEOUT_MS = 400;

/** The stage notify on real engines, with a mail server. */
export type Alerts = {
  readonly started: TestBackends;
  readonly mail: MailServer;
  /** How attempts ended, in order. */
  readonly counted: string[];
  /** Plans and sends what is due; with `parts` as a test wants them. */
  notify(parts?: Partial<NotifyParts>): Promise<void>;
  addChannel(kind: ChannelKind, target: object): Promise<string>;
  addRule(channelId: string, more?: Partial<RuleDraft>): Promise<AlertRule>;
  /** One event of each fingerprint. */
  happen(fingerprints: readonly string[], title?: string, at?: number): Promise<void>;
  deliveries(): Promise<Delivery[]>;
  /** As trigger, status and attempts. */
  log(): Promise<string[]>;
  /** As if pauses and leases were over. */
  skipPauses(): Promise<void>;
  reset(): Promise<void>;
  stop(): Promise<void>;
};

export async function startAlerts(): Promise<Alerts> {
  const mail = await startMailServer();
  const started = await startTestBackends({
    BUGSAGE_OUTBOUND_ALLOW: '127.0.0.0/8',
    BUGSAGE_SMTP_URL: mail.url,
  });
  const { backends, configuration } = started;
  const channels = openPostgresChannelStore(backends.sql, 'k'.repeat(32));
  const outbound = {
    ...backends.outbound,
    request: (url: string | URL, request: object = {}) =>
      backends.outbound.request(url, { ...request, timeoutMs: TIMEOUT_MS }),
  };
  const counted: string[] = [];
  let pos = -1;
  const deliveries = async () => (await backends.deliveries.list(1, { skip: 0, limit: 200 })).deliveries;
  return {
    started,
    mail,
    counted,
    deliveries,
    notify: (parts = {}) =>
      createNotifier({
        ...backends,
        channels,
        sender: openSender(outbound, configuration),
        counted: (to, status) => counted.push(`${to} ${status}`),
        root: 'https://bugs.example.com',
        now: Date.now,
        logger: pino({ level: 'silent' }),
        ...parts,
      }).runOnce(),
    addChannel: async (kind, target) => {
      const draft = { project_id: 1, kind, name: kind, enabled: true };
      const hint = hintOf(kind, target);
      return (await channels.create({ ...draft, hint, target: JSON.stringify(target) })).id;
    },
    addRule: (channelId, more = {}) =>
      backends.alertRules.create({
        project_id: 1,
        name: 'Rule',
        enabled: true,
        triggers: ['new_issue'],
        severity_min: 'low',
        environment: null,
        threshold: null,
        velocity: null,
        quiet_hours: null,
        channel_ids: [channelId],
        ...more,
      }),
    happen: async (fingerprints, title = 'TypeError: x is undefined', at = Date.now()) => {
      const from = pos;
      const events = fingerprints.map((fingerprint) =>
        placedEvent({
          pos: (pos += 1),
          eventId: randomUUID().replaceAll('-', ''),
          fingerprint,
          title,
          occurredAt: at,
        }),
      );
      await backends.events.insert(events);
      const cursor = { collector: 'c1', incarnation: 1, from, to: pos };
      await backends.ingest.commit({ events, deadLetters: [], cursor });
    },
    log: async () =>
      (await deliveries()).map(({ trigger, status, attempts }) => `${trigger} ${status} ${attempts}`),
    skipPauses: async () => {
      await backends.sql`UPDATE deliveries SET next_attempt_at = now() WHERE status IN ('pending', 'sending')`;
    },
    reset: async () => {
      counted.length = 0;
      mail.mails.length = 0;
      mail.fault = null;
      await backends.sql`DELETE FROM alert_rules`;
      await backends.sql`DELETE FROM channels`;
    },
    stop: async () => {
      await started.stop();
      await mail.stop();
    },
  };
}
