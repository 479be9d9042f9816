import type { z } from 'zod';

export type ModelUsage = {
  readonly input_tokens: number;
  readonly output_tokens: number;
  /** Null when the price of the model is not known. */
  readonly cost_usd: number | null;
  /** True when the server did not report usage and the numbers are estimates. */
  readonly estimated: boolean;
};

export type ModelTurn = { readonly role: 'user' | 'assistant'; readonly text: string };

export type ModelQuestion<Answer> = {
  /** Versioned instructions, the same for every event: providers cache it. */
  readonly system: string;
  /** The untrusted part, already delimited. */
  readonly user: string;
  /** What was said since, the model first and the user last; what tools found stands in turns of the user. */
  readonly history?: readonly ModelTurn[];
  readonly schemaName: string;
  /** Wire-safe schema: required and nullable fields, enums, arrays; no records, optionals, transforms or ranges. */
  readonly schema: z.ZodType<Answer>;
  readonly signal?: AbortSignal;
};

export type ModelAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer; readonly usage: ModelUsage }
  | {
      readonly ok: false;
      readonly reason:
        | 'refused'
        | 'truncated'
        | 'invalid'
        | 'rate_limited'
        | 'out_of_credit'
        | 'over_budget'
        | 'timeout'
        | 'unavailable';
      readonly detail: string;
      readonly usage: ModelUsage;
    };

/** A language model that answers in a given shape. Never throws for anything a server does; usage is always counted. */
export type Model = {
  readonly provider: 'anthropic' | 'openai' | 'openai-compatible';
  readonly name: string;
  ask<Answer>(question: ModelQuestion<Answer>): Promise<ModelAnswer<Answer>>;
};
