import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Outbound, OutboundResponse } from '../outbound/index.ts';
import { cannotBeAsked } from './cannot-be-asked.ts';
import { accepted, postJson } from './post-json.ts';

export type SlackTarget = {
  readonly token: string;
  /** Id, or a name that only chat.postMessage understands. */
  readonly channel: string;
  /** Another base address, for installations behind a gateway and for tests. */
  readonly api?: string | undefined;
};

const SLACK_API = 'https://slack.com/api';
const EVENT_TYPE = 'bugsage_delivery';
const ADVICE = 'the bot has to be in the channel, known by its id, with the scope channels:history';

const LOOK_LIMITS = {
  /** Slack's default; what a page holds at most is less for some apps. */
  pageSize: 100,
  /** A channel in which so much was said since the message left is not read further. */
  pagesMax: 5,
  /** Clocks of two machines differ. */
  clockSkewMs: 300_000,
} as const;

/** Answers of the methods used here; errors come with status 200. */
const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  channel: z.string().optional(),
});
type Answer = z.infer<typeof answerSchema>;
const historySchema = answerSchema.extend({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_type: z.string(), event_payload: z.unknown() }).nullish(),
      }),
    )
    .optional(),
  has_more: z.boolean().optional(),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** Slack's own words for failures that pass (docs.slack.dev: errors of chat.postMessage). */
const PASSING = new Set(['ratelimited', 'service_unavailable', 'request_timeout']);
/** Failures of Slack's own, after which part of the call may have been done. */
const DOUBTFUL = new Set(['internal_error', 'fatal_error']);

/** Slack's Web API with a bot token. */
export function openSlack(outbound: Outbound, target: SlackTarget) {
  const base = target.api ?? SLACK_API;
  const authorization = `Bearer ${target.token}`;
  return {
    call: async (method: 'chat.postMessage' | 'chat.update', body: object): Promise<Answer> => {
      const response = await postJson(outbound, `${base}/${method}`, {
        body: JSON.stringify(body),
        headers: { authorization, 'content-type': 'application/json; charset=utf-8' },
      });
      return parse(response, answerSchema);
    },
    metadataOf: (marker: string) => ({ event_type: EVENT_TYPE, event_payload: { id: marker } }),
    /**
     * The time stamp of the message with this marker, null when the channel has none. Throws `cannot_be_asked` without
     * the scope channels:history (groups:history for private ones), outside the channel, or when too much was said since.
     */
    find: async (marker: string, since: number): Promise<string | null> => {
      const oldest = String((since - LOOK_LIMITS.clockSkewMs) / 1_000);
      let cursor = '';
      for (let page = 1; page <= LOOK_LIMITS.pagesMax; page += 1) {
        // A method that reads takes no JSON.
        const query = new URLSearchParams({
          channel: target.channel,
          oldest,
          limit: String(LOOK_LIMITS.pageSize),
          include_all_metadata: 'true',
          ...(cursor === '' ? {} : { cursor }),
        });
        const url = `${base}/conversations.history?${query.toString()}`;
        const answer = parse(
          accepted(await outbound.request(url, { headers: { authorization } })),
          historySchema,
        );
        if (!answer.ok) {
          const failure = slackRefused(answer.error);
          throw failure.retryable ? failure : cannotBeAsked(`${failure.message.slice(0, -1)}: ${ADVICE}`);
        }
        const found = answer.messages?.find(({ metadata }) => isMarked(metadata, marker));
        if (found !== undefined) return found.ts;
        cursor = answer.response_metadata?.next_cursor ?? '';
        if (answer.has_more !== true) return null;
        if (cursor === '') break;
      }
      throw cannotBeAsked('more was said in the channel since then than is read');
    },
  };
}

function parse<Body>(response: OutboundResponse, schema: z.ZodType<Body>): Body {
  return schema.parse(JSON.parse(new TextDecoder().decode(response.body)));
}

function isMarked(
  metadata: { event_type: string; event_payload?: unknown } | null | undefined,
  marker: string,
): boolean {
  const payload = metadata?.event_payload as { id?: unknown } | null | undefined;
  return metadata?.event_type === EVENT_TYPE && payload?.id === marker;
}

export function slackRefused(error = 'unknown'): BugSageError {
  const word = /^[a-z_]{1,60}$/.test(error) ? error : 'unknown';
  return new BugSageError({
    kind: 'unavailable',
    code: 'channel_refused',
    message: `Slack answered ${word}.`,
    retryable: PASSING.has(word) || DOUBTFUL.has(word),
    mayBeDone: DOUBTFUL.has(word),
  });
}
