import { z } from 'zod';
import type { Model, ModelQuestion } from '../ports/model.ts';
import type { ReplyUsage } from '../testing/model-replies.ts';
import type { ModelStep } from '../testing/model-server.ts';
import { MODEL_TIMINGS, type ModelTimings } from './limits.ts';

/** How one adapter's server says what all of them say. */
export type Dialect = {
  readonly name: string;
  readonly open: (settings: { url: string; key: string; model: string; timings: ModelTimings }) => Model;
  /** A model in the price table, and its dollars per million tokens. */
  readonly model: string;
  readonly prices: { readonly input: number; readonly output: number; readonly cached: number };
  /** Answers to what the adapter asks before its first question. They cost nothing. */
  readonly preamble: readonly ModelStep[];
  readonly reply: (text: string, usage?: ReplyUsage) => ModelStep;
  readonly refusal: (usage: ReplyUsage) => ModelStep;
  readonly truncated: (text: string, usage: ReplyUsage) => ModelStep;
  readonly outOfCredit: ModelStep;
  /** True when replies are event streams. */
  readonly streams?: boolean;
};

export const KEY = 'sk-test-3f9c0a7e5d';
export const CANARIES = ['canary-organization', 'canary-header', 'canary-token', 'canary-admin'];

const causeSchema = z.object({ cause: z.string(), line: z.int().nullable() });
export type Cause = z.infer<typeof causeSchema>;

export function question(more: Partial<ModelQuestion<Cause>> = {}): ModelQuestion<Cause> {
  return {
    system: 'You explain errors.',
    user: 'TypeError: x is undefined',
    schemaName: 'cause',
    schema: causeSchema,
    ...more,
  };
}

export const ANSWER: Cause = { cause: 'cart is null', line: 12 };

/** Patient, except where a test is about waiting. */
export const PATIENT: ModelTimings = { ...MODEL_TIMINGS, retryDelayMs: 1, retryAfterMsMax: 50 };
