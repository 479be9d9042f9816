import type { Outbound } from '../outbound/index.ts';
import type { ChannelMessage, Sending, SentMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';
import { openSlack, slackRefused, type SlackTarget } from './slack-api.ts';

/**
 * Posts as a bot, or changes the message an issue has already, so that a channel shows the state and no history of it.
 * Every message carries its marker as metadata, and after a lost answer the channel's history is asked for it.
 */
export async function sendSlack(
  outbound: Outbound,
  target: SlackTarget & { buttons?: boolean | undefined },
  given: Pick<Sending, 'message' | 'replaces' | 'doubtfulSince' | 'write'>,
): Promise<SentMessage> {
  const { message, replaces, doubtfulSince, write } = given;
  const slack = openSlack(outbound, target);
  if (doubtfulSince !== null) {
    const found = await slack.find(message.marker, doubtfulSince);
    if (found !== null) return { reference: `${target.channel} ${found}` };
  }
  const blocks = [...blocksOf(message), ...(target.buttons === true ? buttonsOf(message) : [])];
  const content = { text: plainText(message), blocks, unfurl_links: false };
  const [channel, ts] = replaces?.split(' ') ?? [];
  if (channel !== undefined && ts !== undefined) {
    const changed = await slack.call('chat.update', { channel, ts, ...content });
    if (changed.ok) return { reference: replaces };
    // Somebody deleted it: the state is told anew.
    if (changed.error !== 'message_not_found') throw slackRefused(changed.error);
  }
  return write(async () => {
    const metadata = slack.metadataOf(message.marker);
    const posted = await slack.call('chat.postMessage', { channel: target.channel, ...content, metadata });
    if (!posted.ok) throw slackRefused(posted.error);
    return { reference: `${posted.channel ?? target.channel} ${posted.ts ?? ''}` };
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
