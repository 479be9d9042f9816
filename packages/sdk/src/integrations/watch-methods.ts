import { attempt } from '../attempt.ts';

type Methods = Record<string, (...call: unknown[]) => unknown>;

/** True while something is noted: what that calls itself (a `beforeBreadcrumb` that logs) would be noted without end. */
let isNoting = false;

/**
 * Notes each call of some methods after it was made, and answers how to put the originals back. What `note` answers replaces
 * the answer of the call; what it throws does not exist. When somebody else has wrapped ours in the meantime, it stays in
 * their chain and only passes on.
 */
export function watchMethods(
  owner: object,
  names: readonly string[],
  note: (call: never, answer: never, self: never, name: never) => unknown,
): (() => void)[] {
  return names.map((name) => {
    const original = (owner as Methods)[name] as Methods[string];
    let isActive = true;
    const watched = function watched(this: unknown, ...call: unknown[]): unknown {
      const answer = original.apply(this, call);
      if (!isActive || isNoting) return answer;
      isNoting = true;
      const replaced = attempt(() => note(call as never, answer as never, this as never, name as never));
      isNoting = false;
      return replaced ?? answer;
    };
    (owner as Methods)[name] = watched;
    return () => {
      isActive = false;
      if ((owner as Methods)[name] === watched) (owner as Methods)[name] = original;
    };
  });
}
