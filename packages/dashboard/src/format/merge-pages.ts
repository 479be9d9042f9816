type Merge<Row> = {
  /** Each sorted by `compare` and starting at its first row. */
  readonly parts: readonly (readonly Row[])[];
  readonly compare: (one: Row, other: Row) => number;
  /** 1-based. */
  readonly page: number;
  readonly size: number;
};

/** One page of the union of sorted lists. Exact as long as every part holds at least `page * size` rows or all it has. */
export function mergePages<Row>({ parts, compare, page, size }: Merge<Row>): readonly Row[] {
  return parts
    .flat()
    .toSorted(compare)
    .slice((page - 1) * size, page * size);
}
