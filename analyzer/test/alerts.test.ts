import { createHmac, randomUUID } from 'node:crypto';
import { ALERT_LIMITS, type DropReason } from '@bugsage/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startAlerts, type Alerts } from './alerts/alerts-fixture.ts';
import { describeDoubt } from './alerts/in-doubt.suite.ts';
import { startReceiver, type Receiver } from './alerts/receiver.ts';

const SECRET = 'a secret of sixteen';
const HOSTILE = '<!channel> *bold* @everyone [x](javascript:alert(1)) <b>b</b>';

// One start of the engines serves both suites: it takes longer than they do.
let alerts: Alerts;

beforeAll(async () => {
  alerts = await startAlerts();
});
afterAll(() => alerts.stop());

describeDoubt(() => alerts);

describe('alerts', () => {
  let receiver: Receiver;

  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.stop());
  afterEach(async () => {
    receiver.posts.length = 0;
    // An answer that nobody asked for would answer the next test.
    if (receiver.answers.length > 0) throw new Error('An answer of the receiver was not used.');
    await alerts.reset();
  });

  const addWebhook = () => alerts.addChannel('webhook', { url: `${receiver.url}/hook`, secret: SECRET });

  it('tells a webhook of a new issue once, signed', async () => {
    await alerts.addRule(await addWebhook());
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    await alerts.notify();
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
    expect(await alerts.log()).toEqual(['new_issue sent 1']);
  });

  it('keeps an address, which may hold a secret, out of what it says when it fails', async () => {
    const secret = 'T0very-secret';
    const addresses = [
      `${receiver.url}/hook/${secret}?token=${secret}`,
      // Nobody listens, or nobody has the name.
      `http://127.0.0.1:1/hook/${secret}?token=${secret}`,
      `https://nobody.invalid/hook/${secret}?token=${secret}`,
    ];
    for (const url of addresses)
      await alerts.addRule(await alerts.addChannel('webhook', { url, secret: SECRET }));
    receiver.answers.push({ status: 400 });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    const { deliveries } = await alerts.started.backends.deliveries.list(1, { skip: 0, limit: 10 });
    expect(deliveries.map(({ error }) => error)).toEqual(addresses.map(() => expect.any(String)));
    expect(JSON.stringify(deliveries)).not.toContain(secret);
    expect(JSON.stringify(deliveries)).not.toContain(SECRET);
  });

  it('tries again what may pass, gives up what will not, and sends again when asked', async () => {
    await alerts.addRule(await addWebhook());
    receiver.answers.push({ status: 503 });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    expect(await alerts.log()).toEqual(['new_issue pending 1']);
    await alerts.notify();
    expect(receiver.posts).toHaveLength(1);
    receiver.answers.push({ status: 400 });
    await alerts.skipPauses();
    await alerts.notify();
    expect(await alerts.log()).toEqual(['new_issue failed 2']);
    const [failed] = (await alerts.started.backends.deliveries.list(1, { skip: 0, limit: 1 })).deliveries;
    expect(failed?.error).toBe('The channel answered 400.');
    await alerts.started.backends.deliveries.replay(1, failed?.id ?? '');
    await alerts.notify();
    expect(await alerts.log()).toEqual(['new_issue sent 1']);
    // A receiver knows the repeats by the id.
    expect(new Set(receiver.posts.map((post) => post.headers['bugsage-delivery'])).size).toBe(1);
    expect(receiver.posts).toHaveLength(3);
  });

  it('changes the message of an issue in Slack in place, and lets no title mention anybody', async () => {
    await alerts.addRule(
      await alerts.addChannel('slack', { token: 'xoxb-0123456789', channel: 'C01', api: receiver.url }),
      {
        triggers: ['new_issue', 'regression'],
      },
    );
    const fingerprint = randomUUID();
    receiver.answers.push({ status: 200, json: { ok: true, channel: 'C01', ts: '17.01' } });
    await alerts.happen([fingerprint], HOSTILE);
    await alerts.notify();
    await alerts.started.backends.sql`UPDATE issues SET status = 'resolved', resolution = 'now',
      resolved_at = now() - interval '1 minute' WHERE title = ${HOSTILE}`;
    receiver.answers.push({ status: 200, json: { ok: true } });
    await alerts.happen([fingerprint], HOSTILE);
    await alerts.notify();
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
    await alerts.addRule(await alerts.addChannel('slack', target));
    receiver.answers.push({ status: 200, json: { ok: true, channel: 'C01', ts: '17.01' } });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
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
    await alerts.addRule(
      await alerts.addChannel('slack', { token: 'xoxb-0123456789', channel: 'C01', api: receiver.url }),
    );
    receiver.answers.push({ status: 200, json: { ok: false, error: 'ratelimited' } });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    expect(await alerts.log()).toEqual(['new_issue pending 1']);
    receiver.answers.push({ status: 200, json: { ok: false, error: 'channel_not_found' } });
    await alerts.skipPauses();
    await alerts.notify();
    expect(await alerts.log()).toEqual(['new_issue failed 2']);
  });

  it('tells Discord, Teams and mailboxes, each in its own markup', async () => {
    for (const [kind, target] of [
      ['discord', { url: `${receiver.url}/discord` }],
      ['teams', { url: `${receiver.url}/teams` }],
      ['email', { address: 'oncall@example.com' }],
    ] as const) {
      await alerts.addRule(await alerts.addChannel(kind, target));
    }
    await alerts.happen([randomUUID()], `${HOSTILE}\r\nBcc: thief@example.com`);
    await alerts.notify();
    const byPath = new Map(receiver.posts.map((post) => [post.path, post.json]));
    expect(byPath.get('/discord')).toMatchObject({ allowed_mentions: { parse: [] } });
    expect(JSON.stringify(byPath.get('/teams'))).toContain('TextRun');
    expect(JSON.stringify(byPath.get('/teams'))).not.toContain('"type":"TextBlock"');
    const [sent] = alerts.mail.mails;
    expect(sent?.to).toEqual(['oncall@example.com']);
    const [head = ''] = (sent?.text ?? '').split('\r\n\r\n');
    expect(head).not.toMatch(/^bcc:/im);
    expect(head).toMatch(/^Content-Type: text\/plain/m);
  });

  it('turns a storm into a few messages and one summary', async () => {
    await alerts.addRule(await addWebhook());
    const count = ALERT_LIMITS.stormMessagesMax + 7;
    await alerts.happen(Array.from({ length: count }, () => randomUUID()));
    await alerts.notify();
    expect(receiver.posts).toHaveLength(ALERT_LIMITS.stormMessagesMax);
    await alerts.skipPauses();
    await alerts.notify();
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
    await alerts.addRule(await addWebhook(), { quiet_hours: quiet });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    expect([receiver.posts.length, await alerts.log()]).toEqual([0, ['new_issue pending 0']]);
  });

  it('tells once in a window that an issue is above its limit', async () => {
    await alerts.addRule(await addWebhook(), {
      triggers: ['threshold'],
      threshold: { events: 3, minutes: 60 },
    });
    const [below, above] = [randomUUID(), randomUUID()];
    await alerts.happen([below, below, above, above, above]);
    await alerts.notify();
    await alerts.notify();
    expect(receiver.posts.map((post) => post.json['trigger'])).toEqual(['threshold']);
  });

  it('tells of an issue that became much more frequent, not of one that began or stayed', async () => {
    await alerts.addRule(await addWebhook(), {
      triggers: ['velocity'],
      velocity: { times: 5, events: 4, minutes: 10 },
    });
    const [jumped, steady, began, woke] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
    const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;
    await alerts.happen([jumped, ...Array.from({ length: 20 }, () => steady)], 'earlier', minutesAgo(30));
    await alerts.happen([woke], 'long ago', minutesAgo(600));
    await alerts.happen([jumped, steady, began, woke].flatMap((one) => [one, one, one, one]));
    await alerts.notify();
    await alerts.notify();
    // The steady one has 24 by now, the new one 4.
    expect(receiver.posts.map(({ json }) => json)).toMatchObject([
      { trigger: 'velocity', issue: { events: 5 } },
      { trigger: 'velocity', issue: { events: 5 } },
    ]);
  });

  it('tells once that a quota is used up, with what it cost', async () => {
    const { drops, sql } = alerts.started.backends;
    await alerts.addRule(await addWebhook(), { triggers: ['quota'] });
    await alerts.notify();
    const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const lost = (reason: DropReason, events: number) => drops.add([{ project_id: 1, hour, reason, events }]);
    await lost('rate_limited_project', 1_200);
    await lost('rate_limited_project', 34);
    await lost('filtered_crawler', 5);
    await alerts.notify();
    await alerts.notify();
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
    await alerts.addRule(channel, { severity_min: 'critical' });
    await alerts.addRule(channel, { environment: 'staging' });
    await alerts.addRule(channel, { triggers: ['regression'] });
    await alerts.addRule(channel, { enabled: false });
    await alerts.happen([randomUUID()]);
    await alerts.notify();
    expect([receiver.posts.length, await alerts.log()]).toEqual([0, []]);
  });
});
