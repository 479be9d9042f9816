import type { TagDistribution } from '../ports/event-store.ts';

export type TagRow = { readonly key: string; readonly value: string; readonly count: string };

/** Rows of one value of one key each, in the order of the answer. */
export function groupTags(rows: readonly TagRow[]): TagDistribution[] {
  const keys = new Map<string, { value: string; count: number }[]>();
  for (const row of rows) {
    const values = keys.get(row.key) ?? [];
    values.push({ value: row.value, count: Number(row.count) });
    keys.set(row.key, values);
  }
  return [...keys].map(([key, values]) => ({ key, values }));
}
