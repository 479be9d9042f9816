/** The one name a misspelled one was meant to be: equal but for case, or one or two letters away. Null when unclear. */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const sameLetters = names.filter((name) => name.toLowerCase() === wanted.toLowerCase());
  if (sameLetters.length === 1) return sameLetters[0] ?? null;
  const allowed = wanted.length >= 6 ? 2 : 1;
  const near = names
    .map((name) => ({ name, distance: distanceBetween(wanted, name) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((left, right) => left.distance - right.distance);
  if (near.length > 1 && near[0]?.distance === near[1]?.distance) return null;
  return near[0]?.name ?? null;
}

/** Changed, added, missing and swapped letters. */
function distanceBetween(left: string, right: string): number {
  let beforeThat: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const changed = (previous[column - 1] ?? 0) + (same ? 0 : 1);
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current.push(
        Math.min(
          (previous[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          changed,
          swapped ? (beforeThat[column - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    beforeThat = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
