import { z } from 'zod';
import type { Assemble } from './assemble-stream.ts';
import { classifyServerError, classifyThrown } from './classify-failure.ts';
import { brokenBy, isEventStream } from './guarded-fetch.ts';
import { readServerSentEvents } from './server-sent-events.ts';
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
  { schema, read, assemble, signal }: EnvelopeReader<Envelope>,
): Promise<WireReply> {
  const text = await response.text();
  if (isEventStream(response)) {
    const assembled = assemble(readServerSentEvents(text));
    const reply = readValue(response, assembled.envelope, { schema, read });
    return assembled.finished && assembled.error === null
      ? reply
      : unfinished(response, { reply, error: assembled.error, signal });
  }
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
  return readValue(response, value, { schema, read });
}

/** Servers that do not stream answer with the whole envelope, so that both ways are read. */
export type EnvelopeReader<Envelope> = {
  readonly schema: z.ZodType<Envelope>;
  readonly read: (envelope: Envelope) => WireReply;
  readonly assemble: Assemble;
  /** Of the call. */
  readonly signal: AbortSignal;
};

function readValue<Envelope>(
  { status }: Response,
  value: unknown,
  { schema, read }: Pick<EnvelopeReader<Envelope>, 'schema' | 'read'>,
): WireReply {
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

/** A stream without its end is no answer, however well its text would do. What came of it is counted. */
function unfinished(
  response: Response,
  { reply, error, signal }: { reply: WireReply; error: unknown; signal: AbortSignal },
): WireReply {
  const partial = { text: reply.text, counts: reply.counts, isPartial: true } as const;
  const hasBegun = reply.text !== '' || reply.counts !== null;
  const told = errorEnvelope.safeParse(error);
  if (told.success) {
    const { type, code, message } = told.data.error;
    const codes = [type, code].filter((word) => typeof word === 'string');
    const failure = classifyServerError({ status: response.status, codes, message, retryAfterMs: null });
    return { ...partial, failure: { ...failure, mayBeBilled: hasBegun } };
  }
  const broken = brokenBy(response);
  if (broken !== null) return { ...partial, failure: classifyThrown(broken.error, signal) };
  const detail = 'The stream ended before the answer did.';
  const more = { status: response.status, transient: true, mayBeBilled: true };
  return { ...partial, failure: failed('unavailable', detail, more) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
