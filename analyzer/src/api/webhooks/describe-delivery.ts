import { createHash } from 'node:crypto';
import type { IntegrationKind } from '@bugsage/core';
import type { SignedRequest } from './verify-webhook.ts';

const WORD_LENGTH_MAX = 200;

/** The header that names a delivery, and the one that says what it is about. Slack and Jira say both in the body. */
const HEADERS: {
  readonly [Kind in IntegrationKind]: { readonly id: string; readonly topic: string | null };
} = {
  github: { id: 'x-github-delivery', topic: 'x-github-event' },
  gitlab: { id: 'x-gitlab-event-uuid', topic: 'x-gitlab-event' },
  jira: { id: 'x-atlassian-webhook-identifier', topic: null },
  sentry: { id: 'request-id', topic: 'sentry-hook-resource' },
  slack: { id: 'x-slack-request-id', topic: null },
};

/** The sender's name of a delivery, or one made of its body, and its topic. */
export function describeDelivery(
  source: IntegrationKind,
  { header, body }: SignedRequest,
  json: Readonly<Record<string, unknown>>,
): { deliveryId: string; topic: string } {
  const { id, topic } = HEADERS[source];
  const named = header(id) ?? textOf(json['event_id']) ?? textOf(json['trigger_id']);
  const about =
    (topic === null ? null : header(topic)) ?? textOf(json['webhookEvent']) ?? textOf(json['type']);
  return {
    deliveryId: plain(named ?? createHash('sha256').update(body).digest('hex')),
    topic: plain(about ?? 'unknown'),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function plain(text: string): string {
  return text.replaceAll('\0', '').slice(0, WORD_LENGTH_MAX);
}
