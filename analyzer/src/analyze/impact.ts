import type { Case } from '../evidence/case.ts';
import type { ErrorFacts } from './error-facts.ts';
import { code } from './words.ts';

/** Who is hit and how badly, from the issue's counts and the way the error left the program. */
export function impactOf({ issue, event, population }: Case, error: ErrorFacts): string {
  const events = issue.event_count === 1 ? 'once' : `${issue.event_count} times`;
  const people =
    issue.users_affected === 0
      ? ''
      : `, for ${issue.users_affected === 1 ? 'one user' : `${issue.users_affected} users`}`;
  const since = ` since ${issue.first_seen.slice(0, 10)}`;
  const where = [
    event.release === null ? '' : `release ${code(event.release)}`,
    event.environment === null ? '' : `environment ${code(event.environment)}`,
  ].filter((one) => one !== '');
  const place = where.length === 0 ? '' : ` The last one came from ${where.join(' in ')}.`;
  return [
    `It happened ${events}${people}${since}.${place} ${consequenceOf(event, error)}`,
    ...population.skews.map(
      ({ key, value, ofIssue, ofProject }) =>
        `${Math.round(ofIssue * 100)} % of its events have ${code(`${key}=${value}`)}, which only ${Math.round(ofProject * 100)} % of the project's events have.`,
    ),
    ...releaseSentence(population.releases),
  ].join(' ');
}

/** Since which release, when the newest events come from several. */
function releaseSentence(releases: Case['population']['releases']): string[] {
  const oldest = releases.at(-1);
  const [newest] = releases;
  if (oldest === undefined || newest === undefined || releases.length < 2) return [];
  return [
    `Of its newest events ${newest.events} come from release ${code(newest.release)}; the oldest release among them is ${code(oldest.release)}.`,
  ];
}

function consequenceOf(event: Case['event'], error: ErrorFacts): string {
  const handled = event.exceptions.at(-1)?.mechanism?.handled ?? error.mechanism?.handled ?? null;
  if (handled === true) return 'The program caught it and went on.';
  if (event.request !== null) {
    const path = `${event.request.method ?? ''} ${event.request.url ?? ''}`.trim();
    return `The request ${path === '' ? '' : `${code(path)} `}failed.`;
  }
  if (event.level === 'fatal') return 'The process ended.';
  if (handled === false) return 'Nothing caught it, so the action it belonged to stopped there.';
  return 'How the program went on is not known.';
}
