import { BugSageError, describeError } from '@bugsage/core';
import { createTransport, type Transporter } from 'nodemailer';
import type { ChannelMessage } from '../ports/channel-sender.ts';
import { factsOf } from './facts-of.ts';

export type Mailer = { send(address: string, message: ChannelMessage): Promise<void> };

/** Of one answer. */
const TIMEOUT_MS = 15_000;
/** Of a message: a server that answers a little now and then would outlast the lease of whoever sends. */
const DEADLINE_MS = 60_000;

/** Sends plain text over SMTP; `url` is `smtp://user:password@host:port` or `smtps://`. */
export function createMailer({ url, from }: { url: string; from: string }): Mailer {
  return {
    send: async (address, message) => {
      let isWhole = false;
      try {
        await transportFor(url, () => (isWhole = true)).sendMail({
          from,
          to: { name: '', address },
          subject: oneLine(subjectOf(message)),
          text: textOf(message),
          signal: AbortSignal.timeout(DEADLINE_MS),
          // The same for every try: mail programs that know it show the message once (RFC 5322, 3.6.4).
          messageId: `<${message.marker.replaceAll(':', '.')}@bugsage>`,
          headers: {
            'X-BugSage-Delivery': message.id,
            // Mail programs put all messages of an issue into one thread.
            ...(message.issue === null ? {} : { References: `<issue-${message.issue.id}@bugsage>` }),
          },
        });
      } catch (error) {
        throw describeFailure(error, isWhole);
      }
    },
  };
}

/**
 * One connection for one message, made new: a pool of nodemailer sends a message again by itself when its connection is
 * closed, also after the server took it. `onWhole` is called when the last line of the text leaves.
 */
function transportFor(url: string, onWhole: () => void): Transporter {
  const quiet = (): void => undefined;
  const info = (entry: unknown): void => {
    if ((entry as { tnx?: string } | null)?.tnx === 'message') onWhole();
  };
  return createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: { level: quiet, trace: quiet, debug: quiet, info, warn: quiet, error: quiet, fatal: quiet },
  });
}

/**
 * A text without its last line is no message, and an answer that says no is believed. In between is the moment RFC 1047
 * is about: the server may have the message although nobody heard so.
 */
function describeFailure(error: unknown, isWhole: boolean): BugSageError {
  const { responseCode } = error as { responseCode?: number };
  return new BugSageError({
    kind: 'unavailable',
    code: 'mail_failed',
    message: `The mail server did not take the message: ${oneLine(describeError(error)).slice(0, 200)}`,
    // 5yz is a permanent negative reply (RFC 5321, 4.2.1).
    retryable: responseCode === undefined || responseCode < 500,
    mayBeDone: isWhole && responseCode === undefined,
    cause: error,
  });
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
