import type { SourceRepository, StoredEvent } from '@bugsage/backends';
import { gatherCase, type Case } from '@bugsage/analyzer/analysis';
import type { Frame, NormalizedEvent } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';
import { issueOf, projectOf } from '../sample-issue.ts';
import type { RealCrash } from './real-crash.ts';

/** The application's frames, crash first. */
export function ownFrames(crash: RealCrash): Frame[] {
  return eventFrames(crash).filter((frame) => frame.in_app);
}

/** All frames, crash first, without those of tests: they are hidden, and a production stack has none. */
function eventFrames(crash: RealCrash): Frame[] {
  return crash.frames
    .filter((frame) => !/(?:^|\/)tests?\//.test(frame.filename ?? ''))
    .map((frame) => ({
      function: null,
      module: null,
      filename: null,
      lineno: null,
      colno: null,
      pre_context: [],
      context_line: null,
      post_context: [],
      vars: null,
      ...frame,
      abs_path: frame.filename ?? null,
      in_app: frame.in_app === true,
    }));
}

/** The case as it would reach the engine from production: error and stack, and the code when there is a repository. */
export function caseOfCrash(crash: RealCrash, repository: SourceRepository | null): Promise<Case> {
  const issue = issueOf(`${crash.error.type}: ${crash.error.value}`);
  return gatherCase({
    issue,
    project: projectOf(repository !== null),
    events: [storedEventOf(crash)],
    openRepository: () =>
      repository === null ? Promise.reject(new Error('no repository')) : Promise.resolve(repository),
  });
}

function storedEventOf(crash: RealCrash): StoredEvent {
  const event = eventOf(crash);
  const { type, value } = crash.error;
  const grouping = {
    version: 'bs1',
    fingerprint: 'f'.repeat(32),
    alternatives: [],
    parts: [],
    title: type,
    culprit: '',
    type,
    value,
  };
  return { event, grouping, position: { collector: 'bench', incarnation: 1, pos: 1 } };
}

function eventOf(crash: RealCrash): NormalizedEvent {
  const occurredAt = Date.parse(crash.date);
  return plainEvent({
    occurred_at: occurredAt,
    received_at: occurredAt,
    platform: 'node',
    environment: 'production',
    exceptions: [
      {
        type: crash.error.type,
        value: crash.error.value,
        module: null,
        mechanism: null,
        frames: eventFrames(crash).toReversed(),
      },
    ],
  });
}
