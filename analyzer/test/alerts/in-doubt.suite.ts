import { randomUUID } from 'node:crypto';
import type { ChannelKind, Delivery } from '@bugsage/core';
import { assert, asyncProperty, array, constantFrom } from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  chatRoutes,
  newChatState,
  type ChatState,
} from '../../../packages/backends/src/testing/chat-routes.ts';
import {
  startProviderServer,
  type ProviderServer,
} from '../../../packages/backends/src/testing/provider-server.ts';
import type { NotifyParts } from '../../src/notify/notifier.ts';
import type { Alerts } from './alerts-fixture.ts';

const SECRET = 'a secret of sixteen';
const SLACK_TOKEN = 'xoxb-0123456789';

type Kind = {
  readonly kind: ChannelKind;
  readonly target: (url: string) => object;
  /** Messages that reached people, or a program that keeps what it has not seen. */
  readonly got: (state: ChatState, alerts: Alerts) => number;
  /** What becomes of a message of whose arrival nobody knows. */
  readonly afterDoubt: 'sent' | 'unknown';
  readonly scopes?: readonly string[];
};

const CHANNELS: Readonly<Record<string, Kind>> = {
  slack: {
    kind: 'slack',
    target: (url) => ({ token: SLACK_TOKEN, channel: 'C01', api: `${url}/slack` }),
    got: ({ slack }) => slack.length,
    afterDoubt: 'sent',
  },
  'slack without its history': {
    kind: 'slack',
    target: (url) => ({ token: SLACK_TOKEN, channel: 'C01', api: `${url}/slack` }),
    got: ({ slack }) => slack.length,
    afterDoubt: 'unknown',
    scopes: ['chat:write'],
  },
  discord: {
    kind: 'discord',
    target: (url) => ({ url: `${url}/discord` }),
    got: ({ posts }) => posts.discord.length,
    afterDoubt: 'unknown',
  },
  teams: {
    kind: 'teams',
    target: (url) => ({ url: `${url}/teams` }),
    got: ({ posts }) => posts.teams.length,
    afterDoubt: 'unknown',
  },
  webhook: {
    kind: 'webhook',
    target: (url) => ({ url: `${url}/hook`, secret: SECRET }),
    got: ({ posts }) => posts.hook.length,
    afterDoubt: 'unknown',
  },
  'webhook that drops repeats': {
    kind: 'webhook',
    target: (url) => ({ url: `${url}/hook`, secret: SECRET, drops_repeats: true }),
    got: ({ deliveries }) => new Set(deliveries).size,
    afterDoubt: 'sent',
  },
  email: {
    kind: 'email',
    target: () => ({ address: 'oncall@example.com' }),
    got: (_, { mail }) => mail.mails.length,
    afterDoubt: 'unknown',
  },
};

/** What goes wrong with one attempt. */
const FAULTS = [
  'none',
  'answer lost',
  'no answer',
  'refused for now',
  'gateway gave up',
  'died before',
  'died after',
] as const;
type Fault = (typeof FAULTS)[number];

export function describeDoubt(get: () => Alerts): void {
  describe('of whose arrival nobody knows', () => {
    let server: ProviderServer;
    let state: ChatState;
    let alerts: Alerts;

    beforeAll(async () => {
      alerts = get();
      server = await startProviderServer((call) => chatRoutes(state)(call));
    });
    afterAll(() => server.stop());
    beforeEach(() => {
      state = newChatState();
    });
    afterEach(async () => {
      server.fault = null;
      await alerts.reset();
    });

    const ruleFor = async ({ kind, target, scopes }: Kind): Promise<string> => {
      if (scopes !== undefined) state.scopes.clear();
      for (const scope of scopes ?? []) state.scopes.add(scope);
      const channelId = await alerts.addChannel(kind, target(server.url));
      await alerts.addRule(channelId);
      return channelId;
    };
    const only = async (): Promise<Delivery> => {
      const [delivery, ...more] = await alerts.deliveries();
      if (delivery === undefined || more.length > 0) throw new Error('There is not exactly one delivery.');
      return delivery;
    };
    /** One round of the notifier in which this goes wrong. A process that died says nothing any more. */
    const round = async (fault: Fault): Promise<void> => {
      const { deliveries } = alerts.started.backends;
      const dies = { settle: () => Promise.reject(new Error('killed')) };
      const parts: Partial<NotifyParts> =
        fault === 'died before'
          ? { deliveries: { ...deliveries, ...dies, begin: () => Promise.reject(new Error('killed')) } }
          : fault === 'died after'
            ? { deliveries: { ...deliveries, ...dies } }
            : {};
      const isMade = ({ method }: { method: string }): boolean => method === 'POST';
      server.fault = (call) =>
        !isMade(call) || fault === 'none'
          ? null
          : fault === 'answer lost'
            ? 'cut_after'
            : fault === 'no answer'
              ? 'hold_after'
              : fault === 'refused for now'
                ? { status: 503, json: {} }
                : fault === 'gateway gave up'
                  ? { status: 504, json: {} }
                  : null;
      alerts.mail.fault =
        fault === 'answer lost' || fault === 'no answer'
          ? 'cut_after'
          : fault === 'refused for now'
            ? 'refuse'
            : null;
      await alerts.notify(parts).catch((error: unknown) => {
        if (!String(error).includes('killed')) throw error;
      });
    };
    const isOver = ({ status }: Delivery): boolean => status !== 'pending' && status !== 'sending';
    const untilOver = async (): Promise<Delivery> => {
      for (let rounds = 0; rounds < 12; rounds += 1) {
        await alerts.skipPauses();
        await round('none');
        const delivery = await only();
        if (isOver(delivery)) return delivery;
      }
      throw new Error('It does not end.');
    };

    describe.each(Object.entries(CHANNELS))('a message to %s', (_, channel) => {
      const got = () => channel.got(state, alerts);

      it.each(['answer lost', 'no answer', 'died after'] as const)('arrives once: %s', async (fault) => {
        await ruleFor(channel);
        await alerts.happen([randomUUID()]);
        await round(fault);
        expect(got()).toBe(1);
        expect((await only()).status).toBe('sending');
        const delivery = await untilOver();
        expect([delivery.status, got()]).toEqual([channel.afterDoubt, 1]);
        if (channel.afterDoubt === 'sent') return;
        expect(delivery.error).toContain('It may have arrived');
        expect(alerts.counted).toContain('channel unknown');
      });

      it.each(['refused for now', 'died before'] as const)('arrives later: %s', async (fault) => {
        await ruleFor(channel);
        await alerts.happen([randomUUID()]);
        await round(fault);
        expect([(await only()).status, got()]).toEqual(['pending', 0]);
        expect([(await untilOver()).status, got()]).toEqual(['sent', 1]);
      });
    });

    it.each([
      [150, 'sent'],
      [600, 'unknown'],
    ] as const)('is looked for below %i newer ones, as far as is read: %s', async (newer, status) => {
      await ruleFor(CHANNELS['slack'] as Kind);
      await alerts.happen([randomUUID()]);
      await round('died after');
      const ts = (index: number): string => (Date.now() / 1_000 + index).toFixed(6);
      const said = Array.from({ length: newer }, (_, index) => ({
        ts: ts(index),
        text: 'so',
        metadata: undefined,
      }));
      state.slack.push(...said);
      expect([(await untilOver()).status, state.slack.length]).toEqual([status, newer + 1]);
    });

    it.each([
      ['internal_error', 'sending'],
      ['ratelimited', 'pending'],
      ['channel_not_found', 'failed'],
    ])('may be so when Slack says %s: %s', async (error, status) => {
      await ruleFor(CHANNELS['slack'] as Kind);
      await alerts.happen([randomUUID()]);
      server.fault = () => ({ status: 200, json: { ok: false, error } });
      await alerts.notify();
      expect((await only()).status).toBe(status);
    });

    it('is what a gateway gave up on, whether it arrived or not', async () => {
      await ruleFor(CHANNELS['discord'] as Kind);
      await alerts.happen([randomUUID()]);
      await round('gateway gave up');
      expect((await only()).status).toBe('sending');
      expect([(await untilOver()).status, state.posts.discord.length]).toEqual(['unknown', 0]);
    });

    it('is asked about only when the other side had time to finish', async () => {
      await ruleFor(CHANNELS['slack'] as Kind);
      await alerts.happen([randomUUID()]);
      await round('answer lost');
      const { next_attempt_at: at } = await only();
      expect(Date.parse(at ?? '') - Date.now()).toBeGreaterThan(50_000);
    });

    it('is no mail that was cut before its text: that one is sent again', async () => {
      await ruleFor(CHANNELS['email'] as Kind);
      await alerts.happen([randomUUID()]);
      alerts.mail.fault = 'cut_before';
      await alerts.notify();
      expect((await only()).status).toBe('pending');
      expect([(await untilOver()).status, alerts.mail.mails.length]).toEqual(['sent', 1]);
      const { id } = await only();
      expect(alerts.mail.mails[0]?.text).toContain(`Message-ID: <${id}@bugsage>`);
    });

    it('is nothing that nobody listened to', async () => {
      const away = await startProviderServer(() => null);
      await away.stop();
      await alerts.addRule(await alerts.addChannel('discord', { url: `${away.url}/discord` }));
      await alerts.happen([randomUUID()]);
      await alerts.notify();
      expect(await only()).toMatchObject({ status: 'pending', error: expect.stringContaining('reached') });
    });

    it('is not sent by whoever lost it to somebody else', async () => {
      await ruleFor(CHANNELS['discord'] as Kind);
      await alerts.happen([randomUUID()]);
      const { deliveries } = alerts.started.backends;
      // Somebody takes it up in the moment before it leaves.
      const begin: typeof deliveries.begin = async (claim) => {
        await alerts.skipPauses();
        await deliveries.claim(10, 60_000);
        return deliveries.begin(claim);
      };
      await alerts.notify({ deliveries: { ...deliveries, begin } });
      expect([(await only()).status, state.posts.discord.length]).toEqual(['pending', 0]);
      expect([(await untilOver()).status, state.posts.discord.length]).toEqual(['sent', 1]);
    });

    it('is sent again when a person says so, as a message of its own', async () => {
      const channelId = await ruleFor(CHANNELS['slack without its history'] as Kind);
      await alerts.happen([randomUUID()]);
      await round('answer lost');
      const { id } = await only();
      const { deliveries } = alerts.started.backends;
      await expect(deliveries.replay(1, id)).rejects.toMatchObject({ code: 'being_sent' });
      expect((await untilOver()).status).toBe('unknown');
      state.scopes.add('channels:history');
      await deliveries.replay(1, id);
      // The second one gets lost too, and is not taken for the first.
      await round('refused for now');
      await alerts.skipPauses();
      await round('died after');
      expect((await untilOver()).status).toBe('sent');
      expect(state.slack.map(({ metadata }) => metadata?.event_payload)).toEqual([{ id }, { id: `${id}:1` }]);
      const [issue] = (await alerts.deliveries()).map(({ issue_id }) => issue_id ?? '');
      expect(await deliveries.messageOf(channelId, issue ?? '')).toBe(`C01 ${state.slack[1]?.ts}`);
    });

    it('is found before the next one of its issue, which then changes it in place', async () => {
      const channelId = await ruleFor(CHANNELS['slack'] as Kind);
      await alerts.addRule(channelId);
      await alerts.happen([randomUUID()]);
      await round('answer lost');
      await alerts.notify();
      const statuses = async () => (await alerts.deliveries()).map(({ status }) => status).toSorted();
      expect([await statuses(), state.slack.length]).toEqual([['pending', 'sending'], 1]);
      await alerts.skipPauses();
      await round('none');
      expect([await statuses(), state.slack.length]).toEqual([['sent', 'sent'], 1]);
      expect(server.writes().at(-1)).toBe('POST /slack/chat.update');
    });

    it('holds up no other one of its issue when its process died before it left', async () => {
      const channelId = await ruleFor(CHANNELS['slack'] as Kind);
      await alerts.happen([randomUUID()]);
      await round('died before');
      // Older, and due only now, as after quiet hours.
      const { sql } = alerts.started.backends;
      await sql`
        INSERT INTO deliveries (id, key, project_id, channel_id, issue_id, trigger, created_at)
        SELECT gen_random_uuid(), 'older', project_id, ${channelId}, issue_id, 'escalation', now() - interval '1 hour'
        FROM deliveries`;
      for (let rounds = 0; rounds < 2; rounds += 1) {
        await alerts.skipPauses();
        await round('none');
      }
      const ended = (await alerts.deliveries()).map(({ trigger, status }) => [trigger, status]);
      expect(ended).toEqual([
        ['new_issue', 'sent'],
        ['escalation', 'sent'],
      ]);
      expect(state.slack).toHaveLength(1);
    });

    it('is repeated where it only changes what is there', async () => {
      const channelId = await alerts.addChannel('slack', CHANNELS['slack']?.target(server.url) ?? {});
      await alerts.addRule(channelId, { triggers: ['new_issue', 'regression'] });
      const fingerprint = randomUUID();
      await alerts.happen([fingerprint]);
      await round('none');
      await alerts.started.backends.sql`UPDATE issues SET status = 'resolved', resolution = 'now',
        resolved_at = now() - interval '1 minute'`;
      await alerts.happen([fingerprint]);
      await round('answer lost');
      await alerts.skipPauses();
      await round('none');
      const statuses = (await alerts.deliveries()).map(({ status }) => status);
      expect([statuses, state.slack.length]).toEqual([['sent', 'sent'], 1]);
    });

    it('ends, and never arrives twice, whatever goes wrong in whatever order', async () => {
      const channels = constantFrom(...Object.values(CHANNELS));
      const faults = array(constantFrom(...FAULTS), { maxLength: 5 });
      const property = asyncProperty(channels, faults, async (channel, sequence) => {
        await alerts.reset();
        state = newChatState();
        await ruleFor(channel);
        await alerts.happen([randomUUID()]);
        for (const fault of sequence) {
          await round(fault);
          await alerts.skipPauses();
        }
        const { status } = await untilOver();
        const count = channel.got(state, alerts);
        if (count > 1) throw new Error(`It arrived ${count} times.`);
        if (status === 'sent' && count !== 1) throw new Error('It is said to be sent, and is not there.');
        if (status === 'failed' && count !== 0) throw new Error('It is said to have failed, and is there.');
        expect(['sent', 'failed', 'unknown']).toContain(status);
      });
      await assert(property, { numRuns: 30 });
    }, 60_000);
  });
}
