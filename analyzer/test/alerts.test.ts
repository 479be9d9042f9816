import { createHmac, randomUUID } from 'node:crypto';
import {
  hintOf,
  openPostgresChannelStore,
  openSender,
  type ChannelStore,
  type RuleDraft,
} from '@bugsage/backends';
import { ALERT_LIMITS, type ChannelKind, type DropReason } from '@bugsage/core';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createNotifier } from '../src/notify/notifier.ts';
import { startMailServer, type MailServer } from './alerts/mail-server.ts';
import { startReceiver, type Receiver } from './alerts/receiver.ts';

const SECRET = 'a secret of sixteen';
const HOSTILE = '<!channel> *bold* @everyone [x](javascript:alert(1)) <b>b</b>';

describe('alerts', () => {
  let started: TestBackends;
  let receiver: Receiver;
  let mail: MailServer;
  let channels: ChannelStore;
  let pos = -1;

  beforeAll(async () => {
    [receiver, mail] = await Promise.all([startReceiver(), startMailServer()]);
    started = await startTestBackends({ BUGSAGE_OUTBOUND_ALLOW: '127.0.0.0/8', BUGSAGE_SMTP_URL: mail.url });
    channels = openPostgresChannelStore(started.backends.sql, 'k'.repeat(32));
  });

  afterAll(async () => {
    await started.stop();
    await Promise.all([receiver.stop(), mail.stop()]);
  });

  afterEach(async () => {
    receiver.posts.length = 0;
    // An answer that nobody asked for would answer the next test.
    if (receiver.answers.length > 0) throw new Error('An answer of the receiver was not used.');
    await started.backends.sql`DELETE FROM alert_rules`;
    await started.backends.sql`DELETE FROM channels`;
  });

  const notify = async (now = Date.now()): Promise<void> => {
    const { backends, configuration } = started;
    const sender = openSender(backends.outbound, configuration);
    const logger = pino({ level: 'silent' });
    await createNotifier({
      ...backends,
      channels,
      sender,
      root: 'https://bugs.example.com',
      now: () => now,
      logger,
    }).runOnce();
    sender.close();
  };
  const addChannel = async (kind: ChannelKind, target: object): Promise<string> => {
    const draft = { project_id: 1, kind, name: kind, enabled: true };
    const hint = hintOf(kind, target);
    return (await channels.create({ ...draft, hint, target: JSON.stringify(target) })).id;
  };
  const addWebhook = () => addChannel('webhook', { url: `${receiver.url}/hook`, secret: SECRET });
  const addRule = (channelId: string, more: Partial<RuleDraft> = {}) =>
    started.backends.alertRules.create({
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
    });
  const happen = async (
    fingerprints: readonly string[],
    title = 'TypeError: x is undefined',
    at = Date.now(),
  ): Promise<void> => {
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
    await started.backends.events.insert(events);
    const cursor = { collector: 'c1', incarnation: 1, from, to: pos };
    await started.backends.ingest.commit({ events, deadLetters: [], cursor });
  };
  const log = async () =>
    (await started.backends.deliveries.list(1, { skip: 0, limit: 100 })).deliveries.map(
      ({ trigger, status, attempts }) => `${trigger} ${status} ${attempts}`,
    );

  it('tells a webhook of a new issue once, signed', async () => {
    await addRule(await addWebhook());
    await happen([randomUUID()]);
    await notify();
    await notify();
    expect(receiver.posts).toHaveLength(1);
    const [post] = receiver.posts;
    const [, seconds, signature] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(post?.headers['bugsage-signature'])) ?? [];
    const expected = createHmac('sha256', SECRET).update(`${seconds}.${post?.text}`).digest('hex');
    expect(signature).toBe(expected);
    expect(post?.json).toMatchObject({
      id: post?.headers['bugsage-delivery'],
      trigger: 'new_issue',
      project: { id: 1 },
      issue: {
        title: 'TypeError: x is undefined',
        events: 1,
        url: expect.stringContaining('https://bugs.example.com/issues/'),
      },
    });
    expect(await log()).toEqual(['new_issue sent 1']);
  });

  it('tries again what may pass, gives up what will not, and sends again when asked', async () => {
    await addRule(await addWebhook());
    receiver.answers.push({ status: 503 });
    await happen([randomUUID()]);
    await notify();
    expect(await log()).toEqual(['new_issue pending 1']);
    await notify();
    expect(receiver.posts).toHaveLength(1);
    receiver.answers.push({ status: 400 });
    await started.backends.sql`UPDATE deliveries SET next_attempt_at = now() WHERE status = 'pending'`;
    await notify();
    expect(await log()).toEqual(['new_issue failed 2']);
    const [failed] = (await started.backends.deliveries.list(1, { skip: 0, limit: 1 })).deliveries;
    expect(failed?.error).toBe('The channel answered 400.');
    await started.backends.deliveries.replay(1, failed?.id ?? '');
    await notify();
    expect(await log()).toEqual(['new_issue sent 1']);
    // A receiver knows the repeats by the id.
    expect(new Set(receiver.posts.map((post) => post.headers['bugsage-delivery'])).size).toBe(1);
    expect(receiver.posts).toHaveLength(3);
  });

  it('changes the message of an issue in Slack in place, and lets no title mention anybody', async () => {
    await addRule(
      await addChannel('slack', { token: 'xoxb-0123456789', channel: 'C01', api: receiver.url }),
      {
        triggers: ['new_issue', 'regression'],
      },
    );
    const fingerprint = randomUUID();
    receiver.answers.push({ status: 200, json: { ok: true, channel: 'C01', ts: '17.01' } });
    await happen([fingerprint], HOSTILE);
    await notify();
    await started.backends.sql`UPDATE issues SET status = 'resolved', resolution = 'now',
      resolved_at = now() - interval '1 minute' WHERE title = ${HOSTILE}`;
    receiver.answers.push({ status: 200, json: { ok: true } });
    await happen([fingerprint], HOSTILE);
    await notify();
    expect(receiver.posts.map(({ path, json }) => [path, json['ts']])).toEqual([
      ['/chat.postMessage', undefined],
      ['/chat.update', '17.01'],
    ]);
    const text = receiver.posts.map((post) => post.text).join('');
    expect(text).not.toContain('<!channel>');
    expect(text).toContain('&lt;!channel&gt;');
    expect(receiver.posts[0]?.headers.authorization).toBe('Bearer xoxb-0123456789');
  });

  it('puts buttons below a message in Slack where the channel has them, for what can be done next', async () => {
    const target = { token: 'xoxb-0123456789', channel: 'C01', api: receiver.url, buttons: true };
    await addRule(await addChannel('slack', target));
    receiver.answers.push({ status: 200, json: { ok: true, channel: 'C01', ts: '17.01' } });
    await happen([randomUUID()]);
    await notify();
    const blocks = receiver.posts[0]?.json['blocks'] as { type: string; elements?: object[] }[];
    expect(blocks.at(-1)).toMatchObject({
      type: 'actions',
      elements: [
        { action_id: 'bugsage_resolve', value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        { action_id: 'bugsage_ignore' },
      ],
    });
  });

  it('believes Slack when it says no', async () => {
    await addRule(await addChannel('slack', { token: 'xoxb-0123456789', channel: 'C01', api: receiver.url }));
    receiver.answers.push({ status: 200, json: { ok: false, error: 'ratelimited' } });
    await happen([randomUUID()]);
    await notify();
    expect(await log()).toEqual(['new_issue pending 1']);
    receiver.answers.push({ status: 200, json: { ok: false, error: 'channel_not_found' } });
    await started.backends.sql`UPDATE deliveries SET next_attempt_at = now() WHERE status = 'pending'`;
    await notify();
    expect(await log()).toEqual(['new_issue failed 2']);
  });

  it('tells Discord, Teams and mailboxes, each in its own markup', async () => {
    for (const [kind, target] of [
      ['discord', { url: `${receiver.url}/discord` }],
      ['teams', { url: `${receiver.url}/teams` }],
      ['email', { address: 'oncall@example.com' }],
    ] as const) {
      await addRule(await addChannel(kind, target));
    }
    await happen([randomUUID()], `${HOSTILE}\r\nBcc: thief@example.com`);
    await notify();
    const byPath = new Map(receiver.posts.map((post) => [post.path, post.json]));
    expect(byPath.get('/discord')).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(JSON.stringify(byPath.get('/teams'))).toContain('TextRun');
    expect(JSON.stringify(byPath.get('/teams'))).not.toContain('"type":"TextBlock"');
    const [sent] = mail.mails;
    expect(sent?.to).toEqual(['oncall@example.com']);
    const [head = ''] = (sent?.text ?? '').split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).toMatch(/^Content-Type: text\/plain/m);
  });

  it('turns a storm into a few messages and one summary', async () => {
    await addRule(await addWebhook());
    const count = ALERT_LIMITS.stormMessagesMax + 7;
    await happen(Array.from({ length: count }, () => randomUUID()));
    await notify();
    expect(receiver.posts).toHaveLength(ALERT_LIMITS.stormMessagesMax);
    await started.backends.sql`UPDATE deliveries SET next_attempt_at = now() WHERE status = 'pending'`;
    await notify();
    expect(receiver.posts.at(-1)?.json).toMatchObject({
      trigger: 'summary',
      issue: null,
      headline: '7 more messages in 10 minutes',
    });
    expect(receiver.posts.at(-1)?.json['lines']).toHaveLength(7);
    expect(receiver.posts).toHaveLength(ALERT_LIMITS.stormMessagesMax + 1);
  });

  it('waits for the end of quiet hours', async () => {
    const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString().slice(11, 16);
    const quiet = { from: hour(-1), to: hour(1), timezone: 'UTC' };
    await addRule(await addWebhook(), { quiet_hours: quiet });
    await happen([randomUUID()]);
    await notify();
    expect([receiver.posts.length, await log()]).toEqual([0, ['new_issue pending 0']]);
  });

  it('tells once in a window that an issue is above its limit', async () => {
    await addRule(await addWebhook(), { triggers: ['threshold'], threshold: { events: 3, minutes: 60 } });
    const [below, above] = [randomUUID(), randomUUID()];
    await happen([below, below, above, above, above]);
    await notify();
    await notify();
    expect(receiver.posts.map((post) => post.json['trigger'])).toEqual(['threshold']);
  });

  it('tells of an issue that became much more frequent, not of one that began or stayed', async () => {
    await addRule(await addWebhook(), {
      triggers: ['velocity'],
      velocity: { times: 5, events: 4, minutes: 10 },
    });
    const [jumped, steady, began, woke] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
    await happen([jumped, ...Array.from({ length: 20 }, () => steady)], 'earlier', minutesAgo(30));
    await happen([woke], 'long ago', minutesAgo(600));
    await happen([jumped, steady, began, woke].flatMap((one) => [one, one, one, one]));
    await notify();
    await notify();
    // The steady one has 24 by now, the new one 4.
    expect(receiver.posts.map(({ json }) => json)).toMatchObject([
      { trigger: 'velocity', issue: { events: 5 } },
      { trigger: 'velocity', issue: { events: 5 } },
    ]);
  });

  it('tells once that a quota is used up, with what it cost', async () => {
    const { drops, sql } = started.backends;
    await addRule(await addWebhook(), { triggers: ['quota'] });
    await notify();
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const lost = (reason: DropReason, events: number) => drops.add([{ project_id: 1, hour, reason, events }]);
    await lost('rate_limited_project', 1_200);
    await lost('rate_limited_project', 34);
    await lost('filtered_crawler', 5);
    await notify();
    await notify();
    expect(receiver.posts.map((post) => post.json)).toMatchObject([
      {
        trigger: 'quota',
        issue: null,
        lines: [
          {
            text: '1,234 dropped. The quota of the project was used up; the client was told how long to wait.',
          },
        ],
      },
    ]);
    await sql`DELETE FROM project_drops`;
  });

  it('keeps quiet about what a rule does not want', async () => {
    const channel = await addWebhook();
    await addRule(channel, { severity_min: 'critical' });
    await addRule(channel, { environment: 'staging' });
    await addRule(channel, { triggers: ['regression'] });
    await addRule(channel, { enabled: false });
    await happen([randomUUID()]);
    await notify();
    expect([receiver.posts.length, await log()]).toEqual([0, []]);
  });
});
