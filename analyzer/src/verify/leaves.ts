import type { Summary } from './replay/plan.ts';

/** Every innermost value of a result by its path; empty lists and objects are values too. */
export function leavesOf(value: Summary): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  collect(value, '', found);
  return found;
}

function collect(value: Summary, path: string, found: Map<string, string>): void {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (inner.length === 0) found.set(path, JSON.stringify(value));
  for (const [key, part] of inner) collect(part, `${path}/${key}`, found);
}
