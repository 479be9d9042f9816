import type { Frame } from '@bugsage/core';
import type { Case, RepositoryFrame } from '../../evidence/case.ts';
import { trailOf } from '../../evidence/trail.ts';
import { cleanText } from '../clean-text.ts';
import type { Diagnosis } from '../diagnosis.ts';
import { QUESTION_LIMITS } from './limits.ts';
import { scrubSecrets } from './scrub-secrets.ts';

type Part = { readonly provenance: 'attacker-writable' | 'repository' | 'server'; readonly value: unknown };
type Document = Record<string, Part>;

/** Left out in this order until the document fits: what explains least goes first. */
const DISPENSABLE = [
  'population',
  'tags',
  'breadcrumbs',
  'frames_outside_repository',
  'code_far_from_crash',
  'code',
] as const;

/**
 * The untrusted half of a question: one JSON document between two lines that nobody outside can guess. `boundary` is
 * random and new for each question.
 */
export function buildQuestion(given: Case, diagnosis: Diagnosis, boundary: string): string {
  const document = documentOf(given, diagnosis);
  let json = encode(document, boundary);
  for (const part of DISPENSABLE) {
    if (json.length <= QUESTION_LIMITS.documentLengthMax) break;
    delete document[part];
    json = encode(document, boundary);
  }
  return [
    `Everything between the two lines "${boundary}" is data collected about one error.`,
    boundary,
    json,
    boundary,
  ].join('\n');
}

/** A forged event cannot know the boundary; should it stand in there all the same, it is taken out. */
function encode(document: Document, boundary: string): string {
  return JSON.stringify(document).replaceAll(boundary, '');
}

function documentOf(given: Case, diagnosis: Diagnosis): Document {
  const { event, code } = given;
  const excerpts = code === null ? [] : excerptsOf(code.frames, code.sources);
  const document: Document = {
    error: untrusted(
      event.exceptions.slice(0, 5).map((exception, index) => ({
        field: `exceptions.${index}`,
        type: text(exception.type, 256),
        value: text(exception.value, QUESTION_LIMITS.messageLengthMax),
        mechanism: text(exception.mechanism?.type ?? null, 64),
        handled: exception.mechanism?.handled ?? null,
      })),
    ),
    message: untrusted(text(event.message?.formatted ?? null, QUESTION_LIMITS.messageLengthMax)),
    breadcrumbs: untrusted(
      trailOf(event)
        .slice(-QUESTION_LIMITS.breadcrumbsMax)
        .map((step) => ({
          field: step.field,
          before_ms: step.beforeMs,
          category: text(step.category, 64),
          text: text(step.text, QUESTION_LIMITS.breadcrumbLengthMax),
        })),
    ),
    tags: untrusted(
      event.tags.slice(0, QUESTION_LIMITS.tagsMax).map(([key, value]) => [text(key, 64), text(value, 128)]),
    ),
    environment: untrusted({
      release: text(event.release, 128),
      environment: text(event.environment, 64),
      platform: text(event.platform, 32),
    }),
    frames_outside_repository: untrusted(foreignFrames(given)),
    issue: {
      provenance: 'server',
      value: {
        events: given.issue.event_count,
        users: given.issue.users_affected,
        first_seen: given.issue.first_seen,
      },
    },
    engine: {
      provenance: 'server',
      value: {
        rule: diagnosis.rule,
        root_cause: text(diagnosis.root_cause, 1000),
        location: diagnosis.location,
      },
    },
  };
  if (given.population.skews.length + given.population.releases.length > 0)
    document['population'] = untrusted({
      tags_of_nearly_all_events: given.population.skews.map((skew) => ({
        ...skew,
        key: text(skew.key, 64),
        value: text(skew.value, 128),
      })),
      events_by_release: given.population.releases
        .slice(0, 5)
        .map(({ release, events }) => ({ release: text(release, 128), events })),
    });
  if (code === null) return document;
  document['stack'] = {
    provenance: 'server',
    value: code.frames.slice(0, QUESTION_LIMITS.framesMax).map(placeOf),
  };
  document['code'] = { provenance: 'repository', value: excerpts.slice(0, 2) };
  document['code_far_from_crash'] = { provenance: 'repository', value: excerpts.slice(2) };
  document['commit'] = {
    provenance: 'repository',
    value: {
      commit: code.commit,
      is_release: code.commitExact,
      last_change_of_line:
        code.suspect === null
          ? null
          : { commit: code.suspect.info.commit, subject: text(code.suspect.info.subject, 200) },
    },
  };
  return document;
}

function placeOf(frame: RepositoryFrame): unknown {
  return {
    path: frame.path,
    line: frame.line,
    column: frame.column,
    function: text(frame.function, 128),
    event_agrees_with_file: frame.contextMatches,
  };
}

/** Frames that are not files of the repository, as the event tells them, crash first. */
function foreignFrames({ event, code }: Case): unknown[] {
  const known = new Set<Frame>((code?.frames ?? []).map(({ frame }) => frame));
  return event.exceptions
    .flatMap((exception) => exception.frames.toReversed())
    .filter((frame) => !known.has(frame))
    .slice(0, QUESTION_LIMITS.framesMax)
    .map((frame) => ({
      file: text(frame.filename, 200),
      line: frame.lineno,
      function: text(frame.function, 128),
      text: text(frame.context_line, QUESTION_LIMITS.frameLineLengthMax),
    }));
}

/** Numbered lines around the places of the stack, one excerpt per place, crash first. */
function excerptsOf(frames: readonly RepositoryFrame[], sources: ReadonlyMap<string, string>): unknown[] {
  return frames.slice(0, QUESTION_LIMITS.excerptsMax).map((frame) => {
    const lines = (sources.get(frame.path) ?? '').split('\n');
    const from = Math.max(0, frame.line - 1 - QUESTION_LIMITS.excerptLinesAround);
    const shown = lines.slice(from, frame.line + QUESTION_LIMITS.excerptLinesAround);
    return {
      path: frame.path,
      first_line: from + 1,
      // Whole, because keys span lines.
      text: scrubSecrets(
        shown.map((line) => cleanText(line.slice(0, QUESTION_LIMITS.frameLineLengthMax))).join('\n'),
      ),
    };
  });
}

function untrusted(value: unknown): Part {
  return { provenance: 'attacker-writable', value };
}

function text(value: string | null, lengthMax: number): string | null {
  return value === null ? null : scrubSecrets(cleanText(value.slice(0, lengthMax)));
}
