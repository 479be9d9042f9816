import { argumentAt } from '../analyze/locate/rank-frames.ts';
import { restsOnFunction } from './attest.ts';
import { outermostFunction } from './caller-patch.ts';
import type { CaseCode } from '../evidence/case.ts';
import type { Judged } from './decide.ts';
import type { Plan, Scenario } from './replay/plan.ts';

/**
 * Who handed the missing value in, as `file:line`, where it is a whole argument that a caller on the stack writes down,
 * and all that speaks for the result is the function itself: that it copes with nothing says little about what its
 * caller should have done. On a real crash such a repair of a shared function gave a wrong program. Null where the value
 * is missing inside of an argument, where the caller left it out, or where nobody of the repository calls.
 */
export function handedInBy(
  code: Pick<CaseCode, 'frames' | 'sources'>,
  plan: Plan,
  failing: readonly Judged[],
): string | null {
  const shown = failing.filter(
    ({ judgement: { verdict, reason } }) => verdict === 'asserted' && restsOnFunction(reason),
  );
  const positions = shown.map(({ found }) => missingArgument(found.scenario));
  const [position] = positions;
  if (position === undefined || positions.includes(-1)) return null;
  const entry = plan.entries[shown[0]?.found.scenario.entry ?? 0];
  const caller = callerOf(code);
  if (entry === undefined || caller === null) return null;
  const name = entry.method === '' ? (entry.label.split('.').at(-1) ?? '') : entry.method;
  return leavesOut(code, caller, { name, position }) ? null : `${caller.path}:${caller.line}`;
}

export type CallSite = { readonly path: string; readonly line: number };

/** True when the call on that line ends before the argument. */
export function leavesOut(
  { sources }: Pick<CaseCode, 'sources'>,
  { path, line }: CallSite,
  { name, position }: { readonly name: string; readonly position: number },
): boolean {
  const text = (sources.get(path) ?? '').split('\n')[line - 1] ?? '';
  return /^[\w$]+$/.test(name) && argumentAt(text, name, position) === '';
}

/** The first argument that is nothing; -1 where none is. */
function missingArgument({ arguments: values }: Scenario): number {
  return values.findIndex(
    (shape) => shape.kind === 'undefined' || (shape.kind === 'value' && shape.value === null),
  );
}

/** The nearest frame outside of the function, with all inside of it, that crashed. */
function callerOf({ frames, sources }: Pick<CaseCode, 'frames' | 'sources'>): CallSite | null {
  const [crash, ...others] = frames;
  if (crash === undefined) return null;
  const ownerOf = ({ path, line }: CallSite): string =>
    `${path}:${outermostFunction(path, sources.get(path) ?? '', line)?.from ?? 0}`;
  const own = ownerOf(crash);
  return others.find((frame) => ownerOf(frame) !== own) ?? null;
}
