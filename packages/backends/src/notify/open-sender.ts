import { BugSageError, type Configuration } from '@bugsage/core';
import type { Outbound } from '../outbound/index.ts';
import type { ChannelSender } from '../ports/channel-sender.ts';
import { CHANNEL_TARGETS } from './channel-target.ts';
import { sendDiscord } from './send-discord.ts';
import type { Mailer } from './send-email.ts';
import { sendSlack } from './send-slack.ts';
import { sendTeams } from './send-teams.ts';
import { sendWebhook } from './send-webhook.ts';

/** One sender for all kinds of channels. Mail needs BUGSAGE_SMTP_URL. */
export function openSender(
  outbound: Outbound,
  configuration: Pick<Configuration, 'BUGSAGE_SMTP_URL' | 'BUGSAGE_MAIL_FROM'>,
): ChannelSender & { close(): void } {
  const { BUGSAGE_SMTP_URL: url, BUGSAGE_MAIL_FROM: from } = configuration;
  let mailer: Promise<Mailer> | undefined;
  // Its package is loaded with the first message.
  const openMailer = async (smtpUrl: string): Promise<Mailer> =>
    (await import('./send-email.ts')).createMailer({ url: smtpUrl, from });
  return {
    send: async ({ kind, target, message, replaces }) => {
      const given: unknown = JSON.parse(target);
      switch (kind) {
        case 'webhook':
          await sendWebhook(outbound, CHANNEL_TARGETS.webhook.parse(given), message, Date.now());
          return { reference: null };
        case 'slack':
          return sendSlack(outbound, CHANNEL_TARGETS.slack.parse(given), message, replaces);
        case 'discord':
          await sendDiscord(outbound, CHANNEL_TARGETS.discord.parse(given).url, message);
          return { reference: null };
        case 'teams':
          await sendTeams(outbound, CHANNEL_TARGETS.teams.parse(given).url, message);
          return { reference: null };
        case 'email':
          if (url === undefined) throw noMailServer();
          mailer ??= openMailer(url);
          await (await mailer).send(CHANNEL_TARGETS.email.parse(given).address, message);
          return { reference: null };
      }
    },
    close: () => void mailer?.then((opened) => opened.close()),
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
