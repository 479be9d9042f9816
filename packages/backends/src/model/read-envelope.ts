import { z } from 'zod';
import { classifyServerError } from './classify-failure.ts';
import { failed, failedReply, type WireReply } from './wire.ts';

/** Tokens as a server reports them: a count that is none of these is treated as not reported. */
export const tokenCount = z.int().min(0).max(100_000_000);

/** `{ "error": { "type", "code", "message" } }`, which servers also send with status 200. */
const errorEnvelope = z.object({
  error: z.object({
    type: z.string().nullish().catch(null),
    code: z.string().nullish().catch(null),
    message: z.string().catch(''),
  }),
});

/**
 * Parses the body of a successful response with the provider's own schema. We do not let the SDKs parse it: of a page of
 * HTML one makes a string and the other a TypeError inside itself, and both lose the usage of an answer they dislike.
 */
export async function readEnvelope<Envelope>(
  response: Response,
  schema: z.ZodType<Envelope>,
  read: (envelope: Envelope) => WireReply,
): Promise<WireReply> {
  const text = await response.text();
  const { status } = response;
  if (/^\s*</.test(text)) {
    return failedReply(
      failed('unavailable', 'The server answered with a page of HTML instead of JSON.', { status }),
    );
  }
  const value = parseJson(text);
  if (value === undefined) {
    const detail = `The server answered with JSON that ends early or is none (${text.length} characters).`;
    return failedReply(failed('unavailable', detail, { status, transient: true, mayBeBilled: true }));
  }
  const envelope = schema.safeParse(value);
  if (envelope.success) return read(envelope.data);
  const serverError = errorEnvelope.safeParse(value);
  if (serverError.success) {
    const { type, code, message } = serverError.data.error;
    const codes = [type, code].filter((word) => typeof word === 'string');
    return failedReply(classifyServerError({ status, codes, message, retryAfterMs: null }));
  }
  const detail = 'The server answered with JSON that is not an answer of its own format.';
  return failedReply(failed('unavailable', detail, { status, mayBeBilled: true }));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
