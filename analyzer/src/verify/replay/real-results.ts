import type { Outcome, Scenario, Summary } from './plan.ts';
import { isWitnessed } from './witness.ts';

/** What call sites gave by themselves, over all runs. */
export class RealResults {
  readonly #seen = new Map<string, Summary[]>();

  see({ returned }: Outcome): void {
    for (const [key, results] of Object.entries(returned)) {
      this.#seen.set(key, [...(this.#seen.get(key) ?? []), ...results]);
    }
  }

  /**
   * Call sites whose replaced result no run showed to be possible. Where code forgot to wait for a list, a list without
   * items shows enough: what is in it is not in question.
   */
  assumedOf({ sites }: Scenario, promised: string | null = null): string[] {
    return Object.entries(sites).flatMap(([key, shape]) => {
      const seen = this.#seen.get(key) ?? [];
      const isList = key === promised && shape.kind === 'array' && seen.some(isEmptyList);
      return isList || isWitnessed(shape, seen) ? [] : [key];
    });
  }
}

function isEmptyList(value: Summary): boolean {
  return Array.isArray(value) && value.length === 0;
}
