import type { ModelUsage } from './model.ts';

export type ModelSpending = { readonly tokens: number; readonly cost_usd: number };

export type ModelCall = {
  readonly projectId: number;
  readonly issueId: string;
  readonly purpose: 'analysis' | 'fix';
  readonly model: string;
  /** Versioned name of the prompt, as it stands in the ledger. */
  readonly prompt: string;
};

/** Every question to a model with what it cost. A question is only asked when the rest of the budget covers the most it can cost. */
export type ModelLedger = {
  /**
   * Sets the most a call can cost aside, unless that would go beyond the budget of the project since the given Unix
   * milliseconds; null then. One at a time per project: parallel workers cannot spend the same rest.
   */
  reserve(
    call: ModelCall & {
      readonly most: ModelSpending;
      readonly budget: ModelSpending;
      readonly since: number;
    },
  ): Promise<string | null>;
  /** Puts what it did cost in its place. A reservation of a process that died stays as it is: it may have been billed. */
  settle(id: string, usage: ModelUsage, outcome: string): Promise<void>;
  spent(projectId: number, since: number): Promise<ModelSpending>;
};
