import type { ConsumeOptions } from '@bugsage/backends';
import { BugSageError, describeError, INTEGRATION_LIMITS } from '@bugsage/core';
import { z } from 'zod';
import type { IntegrationParts } from '../integration-parts.ts';
import { applyChanges } from './apply-changes.ts';
import { readWebhook } from './read-webhook.ts';

const DONE = { kind: 'done' } as const;

/**
 * Works on webhooks that were stored. What fails for a while is tried again by the bus, with growing pauses; what fails
 * for good, or too often, waits as `dead` for a person who can replay it.
 */
export function createWebhookHandler(parts: IntegrationParts): ConsumeOptions['handle'] {
  const { received, integrations } = parts;
  return async ({ message, deliveries }) => {
    if (message.subject !== 'webhook.received') return DONE;
    const webhook = await received.read(message.payload.webhook_id);
    if (webhook === null || webhook.status !== 'pending') return DONE;
    await received.begin(webhook.id);
    try {
      const integration = await integrations.reveal(webhook.integration_id);
      const changes = integration === null ? [] : readWebhook(integration, webhook);
      const done = integration === null ? [] : await applyChanges(parts, integration, changes);
      const status = done.length === 0 ? 'ignored' : 'done';
      const note = done.length === 0 ? 'It says nothing that changes something here.' : done.join('; ');
      await received.settle(webhook.id, { status, note: note.slice(0, INTEGRATION_LIMITS.textLengthMax) });
    } catch (error) {
      const note = wordsOf(error).slice(0, INTEGRATION_LIMITS.textLengthMax);
      if (isPassing(error) && deliveries < INTEGRATION_LIMITS.receivedAttemptsMax) {
        await received.noteFailure(webhook.id, note);
        throw error;
      }
      await received.settle(webhook.id, { status: 'dead', note });
      parts.logger.warn({ webhook: webhook.id, note }, 'a webhook could not be worked on');
    }
    return DONE;
  };
}

/** A body in another shape than documented stays so. */
function isPassing(error: unknown): boolean {
  if (error instanceof z.ZodError || error instanceof SyntaxError) return false;
  return !(error instanceof BugSageError) || error.retryable;
}

function wordsOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return describeError(error);
  const [first] = error.issues;
  return `The body is in another shape than expected: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`;
}
