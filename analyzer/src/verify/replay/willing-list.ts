/**
 * A list that finds what it is asked for, as lists do when all is well: made-up items match no made-up key, so that
 * nothing would be learned of what the code does with an item it found.
 */
export function willingList(items: unknown[]): unknown[] {
  const give = (name: 'find' | 'findLast', other: number) => (test: (item: unknown) => boolean) =>
    Array.prototype[name].call(items, test) ?? items.at(other);
  const filter = (test: (item: unknown) => boolean): unknown[] => {
    const kept = Array.prototype.filter.call(items, test);
    return kept.length > 0 ? kept : [...items];
  };
  const methods = { find: give('find', 0), findLast: give('findLast', -1), filter };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(items, name, { value });
  return items;
}
