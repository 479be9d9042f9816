import type { Outbound } from '../outbound/index.ts';
import type { ChannelMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';
import { postJson } from './post-json.ts';

/** Posts to a Discord webhook. No mention is ever resolved, whatever a title says. */
export async function sendDiscord(outbound: Outbound, url: string, message: ChannelMessage): Promise<void> {
  const { issue } = message;
  const lines = message.lines.map(
    (line) => `- ${escapeMarkdown(line.text)}${line.url === null ? '' : ` <${encodeURI(line.url)}>`}`,
  );
  const embed = {
    title: (issue === null ? message.headline : issue.title).slice(0, 256),
    description: [issue === null ? '' : escapeMarkdown(message.headline), ...lines]
      .join('\n')
      .slice(0, 4_000),
    ...(issue?.url == null ? {} : { url: issue.url }),
    footer: { text: factsOf(message).join(' · ').slice(0, 2_000) },
    timestamp: message.at,
  };
  await postJson(outbound, url, {
    body: JSON.stringify({ embeds: [embed], allowed_mentions: { parse: [] } }),
  });
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\*_~`|>[\]()#<@-]/g, String.raw`\$&`);
}
