import type { SourceRepository, StoredEvent } from '@bugsage/backends';
import { describeError, type Issue, type NormalizedEvent, type Project } from '@bugsage/core';
import type { Case, CaseCode, SuspectCommit } from './case.ts';
import { chooseEvent } from './choose-event.ts';
import { applicationFrames } from './event-frames.ts';
import { mapFrames } from './map-frames.ts';
import { NO_POPULATION, type Population } from './population.ts';
import { rankCommits } from './suspects.ts';

export type GatherInput = {
  readonly issue: Issue;
  readonly project: Project;
  /** Newest first, at least one. */
  readonly events: readonly StoredEvent[];
  /** Opens the project's repository; only called when the project has one. */
  readonly openRepository: (project: Project) => Promise<SourceRepository>;
  /** Nothing when left out. */
  readonly population?: Population;
};

/** Collects what is known about an issue. A repository that cannot be read costs the code, never the analysis. */
export async function gatherCase(input: GatherInput): Promise<Case> {
  const { issue, project, events, openRepository } = input;
  const chosen = chooseEvent(events);
  if (chosen === null) throw new Error(`Issue ${issue.id} has no event to analyze.`);
  const base = {
    issue,
    project,
    event: chosen.event,
    grouping: chosen.grouping,
    population: input.population ?? NO_POPULATION,
  };
  if (project.repository === null)
    return { ...base, code: null, noCodeReason: 'The project has no repository configured.' };
  try {
    return { ...base, code: await readCode(base, await openRepository(project)), noCodeReason: null };
  } catch (error) {
    return { ...base, code: null, noCodeReason: `The repository cannot be read: ${describeError(error)}` };
  }
}

async function readCode(
  { issue, project, event }: Pick<Case, 'issue' | 'project' | 'event'>,
  repository: SourceRepository,
): Promise<CaseCode> {
  const { commit, exact } = await repository.commitOfRelease(event.release);
  const files = await repository.listFiles(commit);
  const { frames, sources } = await mapFrames({
    frames: applicationFrames(event),
    files,
    root: project.repository?.root ?? '',
    commit,
    repository,
    words: wordsOf(event),
  });
  const suspect = await findSuspect(repository, commit, frames[0]);
  const suspects = await rankCommits({
    repository,
    commit,
    frames,
    blamed: suspect?.info ?? null,
    firstSeen: Date.parse(issue.first_seen),
  });
  return { repository, commit, commitExact: exact, files, frames, sources, suspect, suspects };
}

async function findSuspect(
  repository: SourceRepository,
  commit: string,
  crash: CaseCode['frames'][number] | undefined,
): Promise<SuspectCommit | null> {
  if (crash === undefined || !crash.contextMatches) return null;
  const info = await repository.blame(commit, crash.path, crash.line);
  return info === null ? null : { info, path: crash.path, line: crash.line };
}

/** Names an engine prints in a message: `(reading 'minimum')`, `onChange is not a function`. */
function wordsOf(event: NormalizedEvent): string[] {
  const message = (event.exceptions[0]?.value ?? '').slice(0, 500);
  const quoted = [...message.matchAll(/'([\w$]{3,60})'/g)].map((found) => found[1] ?? '');
  const called = /([\w$]{3,60}) is (?:not|undefined|null)/.exec(message)?.[1];
  return called === undefined ? quoted : [...quoted, called];
}
