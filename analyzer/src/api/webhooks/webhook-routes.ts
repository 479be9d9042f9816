import { randomBytes } from 'node:crypto';
import type { OpenIntegration } from '@bugsage/backends';
import { BugSageError, INTEGRATION_KINDS, INTEGRATION_LIMITS, type IntegrationKind } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import type { ApiServices } from '../services.ts';
import { describeDelivery } from './describe-delivery.ts';
import { verifyWebhook, type SignedRequest } from './verify-webhook.ts';

const answerSchema = z.union([
  z.object({ status: z.enum(['accepted', 'repeated']) }),
  z.object({ challenge: z.string() }),
]);

/**
 * Where other services send to. A webhook is verified, stored with the message that has it worked on, and answered; the
 * work comes after. `integration` names whose secret it was signed with; without it the secrets of all integrations of
 * the source are tried, as an App of GitHub has one address for all its installations.
 */
export function webhookRoutes(api: Api, services: ApiServices): void {
  keepBytes(api);
  api.route({
    method: 'POST',
    url: '/:source',
    bodyLimit: INTEGRATION_LIMITS.webhookBytesMax,
    config: { access: 'public', example: { body: { action: 'closed' } } },
    schema: {
      operationId: 'receiveWebhook',
      tags: ['integrations'],
      summary: 'Take a webhook of GitHub, GitLab, Jira, Sentry or Slack; signed as each of them signs',
      params: z.strictObject({ source: z.enum(INTEGRATION_KINDS) }),
      querystring: z.strictObject({ integration: z.uuid().exactOptional() }),
      body: z.unknown(),
      response: { 200: answerSchema },
    },
    handler: async (request) => {
      const { source } = request.params;
      const signed = signedOf(request);
      const verified = await verifiedBy(services, source, signed, request.query.integration);
      if (verified.length === 0) throw notSigned();
      const { text, json } = readBody(request, signed.body);
      if (source === 'slack' && json['type'] === 'url_verification')
        return { challenge: z.string().max(1_000).catch('').parse(json['challenge']) };
      const { deliveryId, topic } = describeDelivery(source, signed, json);
      let isNew = false;
      for (const { id, project_id } of verified) {
        const draft = { project_id, integration_id: id, source, delivery_id: deliveryId, topic, body: text };
        isNew = (await services.received.receive(draft)).isNew || isNew;
      }
      return { status: isNew ? ('accepted' as const) : ('repeated' as const) };
    },
  });
}

/** Signatures are over bytes, so nothing is parsed before they are checked. */
function keepBytes(api: Api): void {
  api.removeAllContentTypeParsers();
  const types = ['application/json', 'application/x-www-form-urlencoded'];
  api.addContentTypeParser(types, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

function signedOf(request: FastifyRequest): SignedRequest {
  const { headers, body } = request;
  return {
    header: (name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : null;
    },
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  };
}

/** The same work and the same answer whether an integration is not there or the signature is wrong. */
async function verifiedBy(
  { integrations, now }: ApiServices,
  source: IntegrationKind,
  signed: SignedRequest,
  integrationId: string | undefined,
): Promise<OpenIntegration[]> {
  const candidates =
    integrationId === undefined
      ? await integrations.verifiers(source, INTEGRATION_LIMITS.candidatesMax)
      : [await integrations.reveal(integrationId)].filter((found) => found?.kind === source);
  const nobody = { webhookSecret: randomBytes(32).toString('hex') };
  const tried = candidates.length === 0 ? [nobody] : candidates;
  return tried.filter(
    (candidate): candidate is OpenIntegration =>
      candidate !== null &&
      candidate.webhookSecret !== null &&
      verifyWebhook(source, signed, { secret: candidate.webhookSecret, now: now() }) &&
      'id' in candidate,
  );
}

/** JSON, or a form with JSON in its field `payload` (Slack's buttons, and GitHub when set so). */
function readBody(
  request: FastifyRequest,
  body: Buffer,
): { text: string; json: Readonly<Record<string, unknown>> } {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
  const whole = body.toString('utf8');
  const text = isForm ? (new URLSearchParams(whole).get('payload') ?? '') : whole;
  try {
    const json = JSON.parse(text) as unknown;
    if (typeof json === 'object' && json !== null) return { text, json: json as Record<string, unknown> };
  } catch {
    // Signed, and yet no JSON: said below.
  }
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_json',
    message: 'The body is no JSON object. Set the content type of the webhook to application/json.',
  });
}

function notSigned(): BugSageError {
  return new BugSageError({
    kind: 'unauthenticated',
    code: 'invalid_signature',
    message: 'No integration has the secret this webhook was signed with, or it is too old.',
  });
}
