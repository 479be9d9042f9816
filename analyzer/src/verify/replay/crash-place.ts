import { errorKeyOf, isSameError } from './error-key.ts';
import type { Outcome, Plan } from './plan.ts';

/** True when a run failed as production did: same error, thrown on the same line of the same file. */
export function isSameFailure(outcome: Outcome, plan: Pick<Plan, 'expected' | 'crash'>): boolean {
  return outcome.errors.some(({ type, message, stack }) => {
    if (!isSameError(plan.expected, errorKeyOf(type, message))) return false;
    // What an import does not find stops the module before anything of it runs.
    if (plan.expected.kind === 'load') return outcome.end === 'not_loaded';
    const place = firstPlace(stack);
    // The body of an answer that is handed on unread (`return response.json()`) is read when nothing of ours runs.
    if (place === null && plan.expected.kind === 'json') return outcome.reached;
    return place !== null && place.path === plan.crash.module && place.line === plan.crash.line;
  });
}

/** Where in the repository an error was thrown; V8 prints `file:///repo/<path>:<line>:<column>` or the plain path. */
export function firstPlace(stack: string): { readonly path: string; readonly line: number } | null {
  for (const line of stack.split('\n')) {
    const found = /(?:file:\/\/)?\/repo\/((?!\.bugsage-)[^\s()]+?):(\d+):\d+\)?$/.exec(line);
    if (found?.[1] !== undefined) return { path: decodeURIComponent(found[1]), line: Number(found[2]) };
  }
  return null;
}
