import { BugSageError } from '@bugsage/core';
import { z } from 'zod';
import type { Outbound } from '../outbound/index.ts';
import type { ChannelMessage, SentMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';
import { postJson } from './post-json.ts';

const SLACK_API = 'https://slack.com/api';

/** Answers of chat.postMessage and chat.update; errors come with status 200. */
const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  channel: z.string().optional(),
});

/** Slack's own words for failures that pass (docs.slack.dev: errors of chat.postMessage). */
const PASSING = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/**
 * Posts as a bot, or changes the message an issue has already, so that a channel shows the state and no history of it.
 * `api` is another base address for installations behind a gateway, and for tests.
 */
export async function sendSlack(
  outbound: Outbound,
  target: { token: string; channel: string; api?: string | undefined; buttons?: boolean | undefined },
  message: ChannelMessage,
  replaces: string | null,
): Promise<SentMessage> {
  const call = async (method: string, body: object) => {
    const response = await postJson(outbound, `${target.api ?? SLACK_API}/${method}`, {
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${target.token}`, 'content-type': 'application/json; charset=utf-8' },
    });
    return answerSchema.parse(JSON.parse(new TextDecoder().decode(response.body)));
  };
  const blocks = [...blocksOf(message), ...(target.buttons === true ? buttonsOf(message) : [])];
  const content = { text: plainText(message), blocks, unfurl_links: false };
  const [channel, ts] = replaces?.split(' ') ?? [];
  if (channel !== undefined && ts !== undefined) {
    const changed = await call('chat.update', { channel, ts, ...content });
    if (changed.ok) return { reference: replaces };
    // Somebody deleted it: the state is told anew.
    if (changed.error !== 'message_not_found') throw refused(changed.error);
  }
  const posted = await call('chat.postMessage', { channel: target.channel, ...content });
  if (!posted.ok) throw refused(posted.error);
  return { reference: `${posted.channel ?? target.channel} ${posted.ts ?? ''}` };
}

function refused(error = 'unknown'): BugSageError {
  const word = /^[a-z_]{1,60}$/.test(error) ? error : 'unknown';
  return new BugSageError({
    kind: 'unavailable',
    code: 'channel_refused',
    message: `Slack answered ${word}.`,
    retryable: PASSING.has(word),
  });
}

/** Slack's three control characters; without them no mention, link or date can be made of a title. */
export function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function plainText(message: ChannelMessage): string {
  return escapeSlack(
    message.issue === null ? message.headline : `${message.headline}: ${message.issue.title}`,
  ).slice(0, 3_000);
}

function blocksOf(message: ChannelMessage): object[] {
  const { issue } = message;
  const title = issue === null ? '' : `\n*${link(issue.title.replaceAll(/[*_~`]/g, ' '), issue.url)}*`;
  const lines = message.lines.map((line) => `\n• ${link(line.text, line.url)}`).join('');
  const text = `${escapeSlack(message.headline)}${title}${lines}`.slice(0, 2_900);
  return [
    { type: 'section', text: { type: 'mrkdwn', text } },
    {
      type: 'context',
      elements: [{ type: 'plain_text', text: factsOf(message).join(' · ').slice(0, 1_900), emoji: false }],
    },
  ];
}

/** What can be done next with the issue; read again by `read-slack.ts` of the analyzer. */
function buttonsOf({ issue }: ChannelMessage): object[] {
  if (issue === null) return [];
  const isOver = issue.status === 'resolved' || issue.status === 'ignored';
  const actions = isOver
    ? ([['bugsage_reopen', 'Reopen']] as const)
    : ([
        ['bugsage_resolve', 'Resolve'],
        ['bugsage_ignore', 'Ignore'],
      ] as const);
  const elements = actions.map(([action_id, text]) => ({
    type: 'button',
    action_id,
    text: { type: 'plain_text', text },
    value: issue.id,
  }));
  return [{ type: 'actions', elements }];
}

function link(text: string, url: string | null): string {
  const words = escapeSlack(text.slice(0, 200)).replaceAll('|', ' ');
  return url === null ? words : `<${encodeURI(url)}|${words}>`;
}
