/** A text put into another one. Parts that close stand before parts that open at the same place. */
export type Insertion = {
  readonly at: number;
  readonly text: string;
  readonly closes: boolean;
  /** Of several at one place: the smallest first. Opening parts take the negative end of what they open. */
  readonly order: number;
};

export type Inserted = {
  readonly text: string;
  /** Where an offset of the given text is now. */
  readonly offsetOf: (offset: number) => number;
};

/** `before` and `after` around a part of a text: what is around more stands outside. */
export function around(
  part: { readonly start: number; readonly end: number },
  before: string,
  after: string,
): readonly Insertion[] {
  if (part.start === part.end)
    return [{ at: part.start, text: before + after, closes: false, order: -part.end }];
  return [
    { at: part.start, text: before, closes: false, order: -part.end },
    { at: part.end, text: after, closes: true, order: -part.start },
  ];
}

/**
 * At one place closing parts come first, the inner ones before the outer; opening parts outer before inner. Around the
 * very same part, what was put in first is outside.
 */
export function insertAll(text: string, insertions: readonly Insertion[]): Inserted {
  const sorted = [
    ...insertions.filter(({ closes }) => closes).toReversed(),
    ...insertions.filter(({ closes }) => !closes),
  ].toSorted((left, right) => {
    if (left.at !== right.at) return left.at - right.at;
    if (left.closes !== right.closes) return left.closes ? -1 : 1;
    return left.order - right.order;
  });
  let result = '';
  let from = 0;
  for (const { at, text: inserted } of sorted) {
    result += text.slice(from, at) + inserted;
    from = at;
  }
  const offsetOf = (offset: number): number =>
    sorted.reduce(
      (moved, { at, text: inserted }) => (at <= offset ? moved + inserted.length : moved),
      offset,
    );
  return { text: result + text.slice(from), offsetOf };
}
