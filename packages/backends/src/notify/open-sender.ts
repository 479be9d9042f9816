import { BugSageError, type Configuration } from '@bugsage/core';
import type { Outbound } from '../outbound/index.ts';
import type { ChannelSender, SentMessage } from '../ports/channel-sender.ts';
import { cannotBeAsked } from './cannot-be-asked.ts';
import { CHANNEL_TARGETS } from './channel-target.ts';
import { sendDiscord } from './send-discord.ts';
import type { Mailer } from './send-email.ts';
import { sendSlack } from './send-slack.ts';
import { sendTeams } from './send-teams.ts';
import { sendWebhook } from './send-webhook.ts';

/**
 * One sender for all kinds of channels. Mail needs BUGSAGE_SMTP_URL. Only Slack can be asked what it has, and only a
 * webhook may promise to drop what comes twice; of the rest nothing in doubt is sent again (docs/decisions/outgoing.md).
 */
export function openSender(
  outbound: Outbound,
  configuration: Pick<Configuration, 'BUGSAGE_SMTP_URL' | 'BUGSAGE_MAIL_FROM'>,
): ChannelSender {
  const { BUGSAGE_SMTP_URL: url, BUGSAGE_MAIL_FROM: from } = configuration;
  let mailer: Promise<Mailer> | undefined;
  // Its package is loaded with the first message.
  const openMailer = async (smtpUrl: string): Promise<Mailer> =>
    (await import('./send-email.ts')).createMailer({ url: smtpUrl, from });
  return {
    send: async ({ kind, target, message, replaces, doubtfulSince, write }) => {
      const given: unknown = JSON.parse(target);
      const once = async (request: () => Promise<unknown>): Promise<SentMessage> => {
        if (doubtfulSince !== null) throw cannotBeAsked();
        await write(request);
        return { reference: null };
      };
      switch (kind) {
        case 'webhook': {
          const webhook = CHANNEL_TARGETS.webhook.parse(given);
          const request = () => sendWebhook(outbound, webhook, message, Date.now());
          if (webhook.drops_repeats !== true) return once(request);
          await write(request);
          return { reference: null };
        }
        case 'slack':
          return sendSlack(outbound, CHANNEL_TARGETS.slack.parse(given), {
            message,
            replaces,
            doubtfulSince,
            write,
          });
        case 'discord':
          return once(() => sendDiscord(outbound, CHANNEL_TARGETS.discord.parse(given).url, message));
        case 'teams':
          return once(() => sendTeams(outbound, CHANNEL_TARGETS.teams.parse(given).url, message));
        case 'email': {
          if (url === undefined) throw noMailServer();
          const { address } = CHANNEL_TARGETS.email.parse(given);
          mailer ??= openMailer(url);
          const opened = await mailer;
          return once(() => opened.send(address, message));
        }
      }
    },
  };
}

function noMailServer(): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'no_mail_server',
    message: 'No mail server is configured. Set BUGSAGE_SMTP_URL.',
    retryable: false,
  });
}
