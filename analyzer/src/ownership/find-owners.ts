import type { RepositoryPlace } from '@bugsage/backends';
import type { NormalizedEvent } from '@bugsage/core';
import { framePath } from '@bugsage/stacktrace';
import { applicationFrames } from '../evidence/event-frames.ts';
import { compileMatcher, type OwnershipSubject } from './compile-matcher.ts';
import { OWNERSHIP_LIMITS } from './limits.ts';
import type { Owner, OwnershipRule } from './ownership-rule.ts';

export type OwnershipSource = 'ownership_rules' | 'codeowners';

/** Who owns an issue, and because of which rule. */
export type FoundOwners = {
  readonly source: OwnershipSource;
  readonly rule: OwnershipRule;
  readonly owners: readonly Owner[];
};

export type OwnedEvent = {
  readonly event: NormalizedEvent;
  /** Where its frames are in the repository, as far as an analysis found out. */
  readonly places?: readonly RepositoryPlace[];
};

/**
 * Owners of an event. In each text the last rule that holds counts, as in CODEOWNERS; the project's own rules come before
 * its CODEOWNERS. The crash decides: frame after frame is asked, so that the owner of the crashing file comes before the
 * owner of its callers. Null when nobody owns it.
 */
export function findOwners(
  texts: Readonly<Record<OwnershipSource, readonly OwnershipRule[]>>,
  { event, places = [] }: OwnedEvent,
): FoundOwners | null {
  const subjects = subjectsOf(event, places);
  for (const source of ['ownership_rules', 'codeowners'] as const) {
    const rule = lastHolding(texts[source], subjects);
    // A line that names nobody says that nobody is asked.
    if (rule !== null && rule.owners.length > 0) return { source, rule, owners: rule.owners };
  }
  return null;
}

function lastHolding(
  rules: readonly OwnershipRule[],
  subjects: readonly OwnershipSubject[],
): OwnershipRule | null {
  const compiled = rules.map((rule) => ({ rule, holds: compileMatcher(rule.matcher) })).toReversed();
  for (const subject of subjects) {
    const found = compiled.find(({ holds }) => holds(subject));
    if (found !== undefined) return found.rule;
  }
  return null;
}

/** One subject for each frame, crash first; without frames one of what the event says as a whole. */
function subjectsOf(event: NormalizedEvent, places: readonly RepositoryPlace[]): readonly OwnershipSubject[] {
  const whole = { url: event.request?.url ?? null, tags: event.tags };
  const frames = applicationFrames(event).slice(0, OWNERSHIP_LIMITS.framesMax);
  if (frames.length === 0) return [{ paths: [], modules: [], repositoryPath: null, ...whole }];
  return frames.map((frame) => {
    const paths = [framePath(frame), frame.filename, frame.abs_path].filter((path) => path !== null);
    return {
      paths: [...new Set(paths.flatMap((path) => [path, path.replace(/^(?:[a-z-]+:\/\/[^/]*)?\.?\//i, '')]))],
      repositoryPath:
        places.find(({ file, line }) => file === (frame.abs_path ?? frame.filename) && line === frame.lineno)
          ?.path ?? null,
      modules: frame.module === null ? [] : [frame.module],
      ...whole,
    };
  });
}
