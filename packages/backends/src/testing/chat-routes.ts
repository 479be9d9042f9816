import { z } from 'zod';
import type { ProviderCall, ProviderReply, ProviderRoutes } from './provider-server.ts';

export type ChatMessage = {
  readonly ts: string;
  text: string;
  readonly metadata: { event_type: string; event_payload: unknown } | undefined;
};
/** What a server on which several channels are has got. */
export type ChatState = {
  /** Of the Slack channel C01, oldest first. */
  readonly slack: ChatMessage[];
  /** Scopes of the bot. */
  readonly scopes: Set<string>;
  /** Bodies that came to `/discord`, `/teams` and `/hook`. */
  readonly posts: Record<'discord' | 'teams' | 'hook', unknown[]>;
  /** `BugSage-Delivery` of what came to `/hook`. */
  readonly deliveries: string[];
};

export function newChatState(): ChatState {
  const posts = { discord: [], teams: [], hook: [] };
  return { slack: [], scopes: new Set(['chat:write', 'channels:history']), posts, deliveries: [] };
}

const blocks = z.array(z.object({ type: z.string() }));
const posted = z.strictObject({
  channel: z.literal('C01'),
  text: z.string(),
  blocks,
  unfurl_links: z.boolean(),
  // https://docs.slack.dev/messaging/message-metadata
  metadata: z.strictObject({
    event_type: z.string().regex(/^\w+$/),
    event_payload: z.record(z.string(), z.string()),
  }),
});
const changed = posted.omit({ metadata: true }).extend({ ts: z.string() });

/** Slack's Web API below `/slack`, and the webhooks of Discord, Teams and a program of one's own. */
export function chatRoutes(state: ChatState): ProviderRoutes {
  return (call) => {
    const [, service = '', method = ''] = call.path.split('/');
    if (service === 'slack') return { status: 200, json: slackAnswer(state, method, call) };
    if (service === 'hook') state.deliveries.push(String(call.headers['bugsage-delivery']));
    return take(state, service, call);
  };
}

function take(state: ChatState, service: string, { body }: ProviderCall): ProviderReply | null {
  if (service !== 'discord' && service !== 'teams' && service !== 'hook') return null;
  state.posts[service].push(body);
  // Discord answers 204, a workflow of Teams 202.
  return { status: service === 'discord' ? 204 : 202 };
}

function slackAnswer(state: ChatState, method: string, { body, query }: ProviderCall): object {
  if (method === 'chat.postMessage') {
    const { text, metadata, channel } = posted.parse(body);
    const ts = (Date.now() / 1_000 + state.slack.length / 1e6).toFixed(6);
    state.slack.push({ ts, text, metadata });
    return { ok: true, channel, ts };
  }
  if (method === 'chat.update') {
    const { ts, text, channel } = changed.parse(body);
    const found = state.slack.find((message) => message.ts === ts);
    if (found === undefined) return { ok: false, error: 'message_not_found' };
    found.text = text;
    return { ok: true, channel, ts };
  }
  if (method !== 'conversations.history') return { ok: false, error: 'unknown_method' };
  if (!state.scopes.has('channels:history')) return { ok: false, error: 'missing_scope' };
  if (query.get('channel') !== 'C01') return { ok: false, error: 'channel_not_found' };
  const oldest = Number(query.get('oldest') ?? 0);
  const withMetadata = query.get('include_all_metadata') === 'true';
  const messages = state.slack.filter(({ ts }) => Number(ts) > oldest).toReversed();
  const first = Number(query.get('cursor') ?? 0);
  const end = first + Number(query.get('limit') ?? 100);
  const page = messages.slice(first, end);
  const hasMore = end < messages.length;
  return {
    ok: true,
    messages: page.map(({ metadata, ...rest }) => (withMetadata ? { ...rest, metadata } : rest)),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(end) : '' },
  };
}
