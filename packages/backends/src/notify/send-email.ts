import { BugSageError, describeError } from '@bugsage/core';
import { createTransport, type Transporter } from 'nodemailer';
import type { ChannelMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';

export type Mailer = {
  send(address: string, message: ChannelMessage): Promise<void>;
  close(): void;
};

const TIMEOUT_MS = 15_000;

/** Sends plain text over SMTP; `url` is `smtp://user:password@host:port` or `smtps://`. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport: Transporter = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (address, message) => {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address },
          subject: oneLine(subjectOf(message)),
          text: textOf(message),
          headers: {
            'X-BugSage-Delivery': message.id,
            // Mail programs put all messages of an issue into one thread.
            ...(message.issue === null ? {} : { References: `<issue-${message.issue.id}@bugsage>` }),
          },
        });
      } catch (error) {
        const { responseCode } = error as { responseCode?: number };
        throw new BugSageError({
          kind: 'unavailable',
          code: 'mail_failed',
          message: `The mail server did not take the message: ${oneLine(describeError(error)).slice(0, 200)}`,
          // 5yz is a permanent negative reply (RFC 5321, 4.2.1).
          retryable: responseCode === undefined || responseCode < 500,
          cause: error,
        });
      }
    },
    close: () => transport.close(),
  };
}

function subjectOf({ headline, issue, project }: ChannelMessage): string {
  return issue === null ? `[${project.name}] ${headline}` : `[${project.name}] ${headline}: ${issue.title}`;
}

function textOf(message: ChannelMessage): string {
  const { issue, headline, lines } = message;
  return [
    headline,
    ...(issue === null ? [] : ['', issue.title]),
    ...lines.map((line) => `- ${line.text}${line.url === null ? '' : ` ${line.url}`}`),
    '',
    ...factsOf(message),
    ...(issue?.url == null ? [] : ['', issue.url]),
  ].join('\n');
}

/** A line break in a subject would begin another header. */
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is removed
  return text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 200);
}
