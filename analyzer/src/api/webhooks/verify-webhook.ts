import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { INTEGRATION_LIMITS, type IntegrationKind } from '@bugsage/core';

export type SignedRequest = {
  /** Of the request, in lower case. */
  readonly header: (name: string) => string | null;
  /** As it came over the wire: a parsed body has other bytes. */
  readonly body: Buffer;
};

/**
 * Whether whoever sent it knows the secret, compared in constant time. A time is judged where it is signed: Slack's.
 * Sentry sends one beside the signature, which proves nothing; repeats of the others are told by delivery and body.
 * `now` in Unix milliseconds.
 */
export function verifyWebhook(
  source: IntegrationKind,
  request: SignedRequest,
  given: { readonly secret: string; readonly now: number },
): boolean {
  return VERIFIERS[source](request, given.secret, given.now);
}

type Verifier = (request: SignedRequest, secret: string, now: number) => boolean;

const VERIFIERS: { readonly [Kind in IntegrationKind]: Verifier } = {
  // docs.github.com: validating webhook deliveries.
  github: ({ header, body }, secret) => isSame(header('x-hub-signature-256'), `sha256=${hmac(secret, body)}`),
  // docs.gitlab.com: the token itself, no signature.
  gitlab: ({ header }, secret) => isSame(header('x-gitlab-token'), secret),
  // developer.atlassian.com: webhooks with a secret, WebSub's X-Hub-Signature.
  jira: ({ header, body }, secret) => isSame(header('x-hub-signature'), `sha256=${hmac(secret, body)}`),
  // docs.sentry.io: integration platform, webhooks.
  sentry: ({ header, body }, secret) => isSame(header('sentry-hook-signature'), hmac(secret, body)),
  // docs.slack.dev: verifying requests, version v0.
  slack: ({ header, body }, secret, now) => {
    const time = header('x-slack-request-timestamp') ?? '';
    const isFresh =
      /^\d{1,12}$/.test(time) &&
      Math.abs(now / 1_000 - Number(time)) <= INTEGRATION_LIMITS.replayWindowSeconds;
    const signed = Buffer.concat([Buffer.from(`v0:${time}:`), body]);
    return isSame(header('x-slack-signature'), `v0=${hmac(secret, signed)}`) && isFresh;
  },
};

function hmac(secret: string, bytes: Buffer): string {
  return createHmac('sha256', secret).update(bytes).digest('hex');
}

/** Over digests, so that not even the length of the secret shows in the time. */
function isSame(given: string | null, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected)) && given !== null;
}
