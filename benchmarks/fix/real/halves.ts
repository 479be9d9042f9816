import { halfOf, type Half } from './real-crash.ts';

/** The same figures for both halves of the cases and for all of them. */
export function groupOfHalves<Case extends { readonly id: string }, Figures>(
  cases: readonly Case[],
  figuresOf: (cases: readonly Case[]) => Figures,
): Readonly<Record<Half | 'all', Figures>> {
  const half = (wanted: Half): Figures => figuresOf(cases.filter(({ id }) => halfOf(id) === wanted));
  return { tune: half('tune'), 'held-out': half('held-out'), all: figuresOf(cases) };
}
