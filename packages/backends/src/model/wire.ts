import type { z } from 'zod';
import type { Model, ModelAnswer, ModelTurn } from '../ports/model.ts';
import type { TokenCounts } from './prices.ts';

/** What an adapter says about one call over its own wire format; everything else is shared. */
export type Wire = {
  readonly provider: Model['provider'];
  readonly name: string;
  /** Never to be repeated in a text of ours: servers quote them. */
  readonly secrets: readonly string[];
  /** May throw whatever the SDK throws; the caller classifies it. */
  send(call: WireCall): Promise<WireReply>;
  /** Runs before the first call of a question; null when the wire is ready. */
  prepare?(send: (call: Omit<WireCall, 'signal'>) => Promise<WireReply>): Promise<Failure | null>;
};

export type WireCall = {
  readonly system: string;
  /** Begins and ends with a turn of the user. */
  readonly turns: readonly Turn[];
  readonly schemaName: string;
  readonly schema: z.ZodType;
  readonly signal: AbortSignal;
  /** Below the configured bound, for the probe. */
  readonly outputTokensMax?: number;
  /** How the shape is asked for, for the probe. */
  readonly mode?: ResponseMode;
};

export type Turn = ModelTurn;

/** Ways to ask for a shape, strongest first. */
export type ResponseMode = 'json_schema' | 'json_object' | 'prompt';

export type WireReply = {
  /** The model's text; what there is of it when the call failed. */
  readonly text: string;
  readonly failure: Failure | null;
  /** Null when the server did not say. */
  readonly counts: TokenCounts | null;
  /** True when `counts` are of an answer that did not come to its end. */
  readonly isPartial?: boolean;
};

export type Failure = {
  readonly reason: Extract<ModelAnswer<never>, { ok: false }>['reason'];
  /** A sentence; may quote the server, so it is bounded and freed of secrets before it leaves. */
  readonly detail: string;
  /** True when the same call may succeed in a moment. */
  readonly transient: boolean;
  readonly retryAfterMs: number | null;
  /** HTTP status, null when none arrived. */
  readonly status: number | null;
  /** False when the server cannot have run the model: then nothing is counted. */
  readonly mayBeBilled: boolean;
};

/** A failure with the values most of them have. */
export function failed(
  reason: Failure['reason'],
  detail: string,
  more: Partial<Omit<Failure, 'reason' | 'detail'>> = {},
): Failure {
  return { reason, detail, transient: false, retryAfterMs: null, status: null, mayBeBilled: false, ...more };
}

/** A reply that is only a failure. */
export function failedReply(failure: Failure): WireReply {
  return { text: '', failure, counts: null };
}
