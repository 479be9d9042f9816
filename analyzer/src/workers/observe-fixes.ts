import type { Backends, SecretStore, SourceRepository } from '@bugsage/backends';
import { describeError, type Fix } from '@bugsage/core';
import { applyPatch, parsePatch, reversePatch } from 'diff';
import type { Logger } from 'pino';
import { PUBLISH_LIMITS } from '../publish/limits.ts';
import { openProjectRepository } from './open-case.ts';

export type ObserveOptions = {
  readonly backends: Pick<Backends, 'fixes' | 'issues' | 'events' | 'accounts'>;
  readonly dataDirectory: string;
  readonly secrets?: Pick<SecretStore, 'reveal'>;
  readonly logger: Logger;
};

/** Events of the issue that are looked at; the newest ones decide. */
const EVENTS_MAX = 500;

/** Asks now and then what became of applied fixes. `stop` waits for the round in hand and can be called twice. */
export function startFixObserver(options: ObserveOptions): { stop(): Promise<void> } {
  let round: Promise<unknown> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    round = observeFixes(options, Date.now()).finally(() => {
      isBusy = false;
    });
  }, PUBLISH_LIMITS.observeIntervalMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await round;
    },
  };
}

/**
 * One round. A release has a fix when the patch can be taken back from its files, however it got there: merged, squashed,
 * or applied by hand. An event of the issue from such a release means that the error came back; such a release that ran
 * long enough without one means that it is fixed. Answers how many were decided.
 */
export async function observeFixes(options: ObserveOptions, now: number): Promise<number> {
  const { fixes } = options.backends;
  let decided = 0;
  for (const fix of await fixes.awaitingOutcome(PUBLISH_LIMITS.observedMax)) {
    try {
      const said = await outcomeOf(options, fix, now);
      if (said === null) continue;
      await fixes.patch(fix.id, { ...said, outcome_at: new Date(now).toISOString() });
      decided += 1;
    } catch (error) {
      // One repository that is away must not keep the others from being looked at.
      options.logger.warn({ fix: fix.id, reason: describeError(error) }, 'outcome of a fix not known yet');
    }
  }
  return decided;
}

type Said = Pick<Fix, 'outcome' | 'outcome_reason'>;

async function outcomeOf(
  { backends, ...where }: ObserveOptions,
  fix: Fix,
  now: number,
): Promise<Said | null> {
  const project = await backends.accounts.getProject(fix.project_id);
  if (project?.repository == null || fix.applied_at === null) return null;
  const since = Date.parse(fix.applied_at);
  const releases = await backends.events.releasesSince(project.id, since);
  if (releases.length === 0) return null;
  const repository = await openProjectRepository(where, project);
  const fingerprints = await backends.issues.fingerprintsOf(fix.issue_id);
  const events = await backends.events.listEvents({ projectId: project.id, fingerprints, limit: EVENTS_MAX });
  const failing = new Set(events.filter((event) => event.received_at >= since).map(({ release }) => release));
  let quiet: string | null = null;
  for (const { release, first_seen: firstSeen } of releases) {
    if (!(await hasFix(repository, release, fix))) continue;
    if (failing.has(release))
      return {
        outcome: 'recurred',
        outcome_reason: `The error came back in release ${release}, which has the fix.`,
      };
    if (now - Math.max(firstSeen, since) >= PUBLISH_LIMITS.quietMs) quiet ??= release;
  }
  if (quiet === null) return null;
  const days = Math.round(PUBLISH_LIMITS.quietMs / 86_400_000);
  return {
    outcome: 'fixed',
    outcome_reason: `Release ${quiet} has the fix and ran ${days} days without the error.`,
  };
}

/** False when the commit of a release is not known: the newest one would be a guess. */
async function hasFix(repository: SourceRepository, release: string, fix: Fix): Promise<boolean> {
  const { commit, exact } = await repository.commitOfRelease(release);
  if (!exact) return false;
  // Tests of a fix may be left out or moved; its source files decide.
  const files = parsePatch(fix.code_diff).filter(({ oldFileName }) => oldFileName !== '/dev/null');
  for (const file of files) {
    const text = await repository.readFile(commit, (file.newFileName ?? '').replace(/^b\//, ''));
    if (text === null || applyPatch(text, reversePatch(file)) === false) return false;
  }
  return files.length > 0;
}
