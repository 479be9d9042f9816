/**
 * Moves a quantity input up or down within its bounds and returns the new value.
 * `onLimit` hears about a step past a bound, `onChange` about a new value.
 */
export function stepQuantity(input, delta, { min = 1, max = 20, onLimit, onChange } = {}) {
  const current = Number(input.value) || min;
  const next = Math.min(max, Math.max(min, current + delta));
  if (next === current) {
    onLimit?.(next);
    return current;
  }
  input.value = String(next);
  onChange(next);
  return next;
}

/** Reads a quantity somebody typed; nonsense becomes 1. */
export function readQuantity(input) {
  const value = Number.parseInt(input.value, 10);
  return Number.isInteger(value) && value > 0 ? value : 1;
}
