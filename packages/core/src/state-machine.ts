import { BugSageError } from './errors.ts';

/** Allowed next states by state. The table above each machine is its whole definition. */
export type Transitions<State extends string> = { readonly [From in State]: readonly State[] };

/** Throws `BugSageError` `invalid_transition` (409) that names the allowed next states. */
export function assertTransition<State extends string>(options: {
  readonly machine: string;
  readonly transitions: Transitions<State>;
  readonly from: State;
  readonly to: State;
}): void {
  const allowed = options.transitions[options.from];
  if (allowed.includes(options.to)) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'invalid_transition',
    message: `A ${options.machine} cannot go from ${options.from} to ${options.to}. Allowed from ${options.from}: ${
      allowed.join(', ') || 'nothing, it is final'
    }.`,
  });
}
