import { attempt } from '../attempt.ts';

/** True while something is noted: what that calls itself (a `beforeBreadcrumb` that logs) would be noted without end. */
let isNoting = false;

/**
 * Notes each call of a method after it was made, and answers how to put the original back. What `note` answers replaces the
 * answer of the call; what it throws does not exist. When somebody else has wrapped ours in the meantime, it stays in
 * their chain and only passes on.
 */
export function watchMethod(
  owner: object,
  name: string,
  note: (call: never, answer: never, self: never) => unknown,
): () => void {
  const methods = owner as Record<string, (...call: unknown[]) => unknown>;
  const original = methods[name] as (typeof methods)[string];
  let isActive = true;
  const watched = function watched(this: unknown, ...call: unknown[]): unknown {
    const answer = original.apply(this, call);
    if (!isActive || isNoting) return answer;
    isNoting = true;
    const replaced = attempt(() => note(call as never, answer as never, this as never));
    isNoting = false;
    return replaced ?? answer;
  };
  methods[name] = watched;
  return () => {
    isActive = false;
    if (methods[name] === watched) methods[name] = original;
  };
}
