import type { Outbound } from '../outbound/index.ts';
import type { ChannelMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';
import { postJson } from './post-json.ts';

/**
 * Posts an Adaptive Card to a Teams workflow webhook. Texts of events are plain runs (`TextRun`), which know no markup.
 */
export async function sendTeams(outbound: Outbound, url: string, message: ChannelMessage): Promise<void> {
  const { issue } = message;
  const body = [
    plain(message.headline, { size: 'Small' }),
    ...(issue === null ? [] : [plain(issue.title, { weight: 'Bolder', size: 'Medium' })]),
    ...message.lines.map((line) => plain(line.text, {})),
    plain(factsOf(message).join(' · '), { isSubtle: true, size: 'Small' }),
  ];
  const card = {
    type: 'AdaptiveCard',
    version: '1.4',
    body,
    actions: issue?.url == null ? [] : [{ type: 'Action.OpenUrl', title: 'Open in BugSage', url: issue.url }],
  };
  const attachment = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: card,
  };
  await postJson(outbound, url, { body: JSON.stringify({ type: 'message', attachments: [attachment] }) });
}

function plain(text: string, style: Readonly<Record<string, unknown>>): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: text.slice(0, 1_000), ...style }] };
}
