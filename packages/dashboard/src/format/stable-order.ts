/** What a list shows while people look at it: rows keep their place, news waits until asked for. */
export type StableList<Row> = { readonly rows: readonly Row[]; readonly waiting: number };

/**
 * The newest data in the order that is on the screen. Rows that left the answer are dropped, rows that are new to it are
 * counted in `waiting`. `shown` are the ids on the screen, from top to bottom.
 */
export function keepOrder<Row extends { readonly id: string }>(
  shown: readonly string[],
  fresh: readonly Row[],
): StableList<Row> {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  const rows = shown.flatMap((id) => byId.get(id) ?? []);
  return { rows, waiting: fresh.length - rows.length };
}
