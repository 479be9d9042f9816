import { setTimeout as pause } from 'node:timers/promises';
import type { BugsageApi } from './bugsage-api.ts';
import type { LocatedBug } from './bugs.ts';
import { LIMITS } from './limits.ts';
import { findIssue, preferredFix, type Progress } from './progress.ts';

export type WatchSettings = {
  readonly api: BugsageApi;
  readonly countsBefore: ReadonlyMap<string, number>;
  readonly signal: AbortSignal;
  /** Called with the new state after every change. */
  readonly onChange: (all: readonly Progress[]) => void;
};

/**
 * Asks the API what became of the bugs until `done` says so or `deadlineMs` (on the clock of `performance.now`) is
 * over. Resolves with the last state either way.
 */
export async function watch(
  start: readonly Progress[],
  settings: WatchSettings,
  { done, deadlineMs }: { done: (all: readonly Progress[], quietMs: number) => boolean; deadlineMs: number },
): Promise<readonly Progress[]> {
  let all = start;
  let changedAtMs = performance.now();
  for (;;) {
    const next = await lookAgain(all, settings);
    if (JSON.stringify(next) !== JSON.stringify(all)) {
      all = next;
      changedAtMs = performance.now();
      settings.onChange(all);
    }
    const nowMs = performance.now();
    if (done(all, nowMs - changedAtMs) || nowMs > deadlineMs) return all;
    await pause(LIMITS.pollMs, undefined, { signal: settings.signal });
  }
}

export function startOf(bugs: readonly LocatedBug[]): readonly Progress[] {
  return bugs.map((bug) => ({ bug, issue: null, analysis: null, fix: null }));
}

async function lookAgain(all: readonly Progress[], settings: WatchSettings): Promise<readonly Progress[]> {
  const { api, countsBefore } = settings;
  const issues = await api.issues();
  return Promise.all(
    all.map(async (progress) => {
      const issue = findIssue(progress.bug, issues, countsBefore);
      if (!issue) return progress;
      const [analysis, fixes] = await Promise.all([api.analysis(issue.id), api.fixes(issue.id)]);
      return { ...progress, issue, analysis, fix: preferredFix(fixes) };
    }),
  );
}
