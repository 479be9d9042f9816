import type { CommitInfo, SourceRepository } from '@bugsage/backends';
import type { Frame, Grouping, Issue, NormalizedEvent, Project } from '@bugsage/core';
import type { Population } from './population.ts';
import type { RankedCommit } from './suspects.ts';

/** A frame that was found in the repository. */
export type RepositoryFrame = {
  readonly frame: Frame;
  /** From the repository's root. */
  readonly path: string;
  readonly line: number;
  readonly column: number | null;
  readonly function: string | null;
  /** False when the source context sent with the event differs from the file: then it is only a hint. */
  readonly contextMatches: boolean;
};

/** The commit that last touched the crashing line: where to look first, not a verdict. */
export type SuspectCommit = { readonly info: CommitInfo; readonly path: string; readonly line: number };

/** The code side of a case; null when the project has no repository or it cannot be read. */
export type CaseCode = {
  readonly repository: SourceRepository;
  readonly commit: string;
  /** False when the release could not be mapped and the newest commit stands in for it. */
  readonly commitExact: boolean;
  readonly files: readonly string[];
  /** In-app frames found in the repository, crash first. */
  readonly frames: readonly RepositoryFrame[];
  /** Source text of the frames' files by path. */
  readonly sources: ReadonlyMap<string, string>;
  /** Null when blame says nothing or no frame is in the repository. */
  readonly suspect: SuspectCommit | null;
  /** Commits that may have brought the error, most suspicious first. */
  readonly suspects: readonly RankedCommit[];
};

/** Everything that is known about one issue when it is analyzed. All texts of the event are attacker-controlled. */
export type Case = {
  readonly issue: Issue;
  readonly project: Project;
  readonly event: NormalizedEvent;
  readonly grouping: Grouping;
  readonly code: CaseCode | null;
  /** Why there is no code, for people; null when there is. */
  readonly noCodeReason: string | null;
  /** What the other events and issues tell. */
  readonly population: Population;
};
