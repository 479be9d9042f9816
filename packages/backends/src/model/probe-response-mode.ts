import { z } from 'zod';
import { extractJson } from './extract-json.ts';
import { MODEL_LIMITS } from './limits.ts';
import type { Failure, ResponseMode, WireCall, WireReply } from './wire.ts';

type Send = (call: Omit<WireCall, 'signal'>) => Promise<WireReply>;

export type ModeProbe = {
  /** Finds the mode unless it is known. Null when `mode()` may be used, else why the server could not be asked. */
  run(send: Send): Promise<Failure | null>;
  mode(): ResponseMode;
};

const PROBED_MODES = ['json_schema', 'json_object'] as const satisfies readonly ResponseMode[];

/** A server says in one of these ways that it does not know a mode; llama.cpp has builds that fail with 500. */
const MODE_UNKNOWN = new Set([400, 404, 405, 415, 422, 500, 501]);

const readySchema = z.object({ ready: z.boolean() });

/**
 * Finds the strongest way a server can be held to a schema, with a question of a few tokens: a server may accept
 * `response_format` and ignore it, so only an answer of the right shape counts. Chosen once; questions that come while
 * the probe runs wait for it. Without any proof the shape is asked for in words, and the next question probes again when
 * the server had errors of its own.
 */
export function createModeProbe(): ModeProbe {
  const state: {
    known: ResponseMode | null;
    fallback: ResponseMode;
    running: Promise<Failure | null> | null;
  } = {
    known: null,
    fallback: 'prompt',
    running: null,
  };
  /** Leaves its result behind before anybody who waits for it goes on. */
  async function probe(send: Send): Promise<Failure | null> {
    const found = await findMode(send);
    state.running = null;
    if ('failure' in found) return found.failure;
    if (found.certain) state.known = found.mode;
    else state.fallback = found.mode;
    return null;
  }
  return {
    mode: () => state.known ?? state.fallback,
    run: async (send) => {
      // The question that started a probe may have been cancelled; then the next one runs it.
      while (state.known === null && state.running !== null) await state.running;
      if (state.known !== null) return null;
      state.running = probe(send);
      return state.running;
    },
  };
}

type Found = { readonly mode: ResponseMode; readonly certain: boolean } | { readonly failure: Failure };

async function findMode(send: Send): Promise<Found> {
  let certain = true;
  for (const mode of PROBED_MODES) {
    const reply = await send({
      mode,
      system: 'You answer with JSON.',
      turns: [{ role: 'user', text: 'Set ready to true.' }],
      schemaName: 'probe',
      schema: readySchema,
      outputTokensMax: MODEL_LIMITS.probeOutputTokensMax,
    });
    const { failure } = reply;
    if (failure === null && readySchema.safeParse(extractJson(reply.text)).success)
      return { mode, certain: true };
    const answered = failure === null || failure.reason === 'truncated' || failure.reason === 'refused';
    if (answered) continue;
    if (failure.status === null || !MODE_UNKNOWN.has(failure.status)) return { failure };
    certain &&= failure.status !== 404 && failure.status < 500;
  }
  return { mode: 'prompt', certain };
}
