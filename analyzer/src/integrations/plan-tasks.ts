import type { PlannedTask } from '@bugsage/backends';
import type { Activity, Issue, IssueLink } from '@bugsage/core';
import { isActorOf } from './integration-parts.ts';

/**
 * What lines of the activity ask of the trackers. A line only says that there is something to do: the task looks at both
 * sides when it runs, so that a late one brings nothing back, and one that another has overtaken does nothing.
 */
export function planTasks(
  activity: readonly Activity[],
  issues: ReadonlyMap<string, Issue>,
  links: readonly IssueLink[],
): PlannedTask[] {
  return activity.flatMap((line) => {
    const what = taskOf(line);
    if (what === null || !issues.has(line.issue_id)) return [];
    return links
      .filter((link) => link.issue_id === line.issue_id && !isActorOf(line.actor, link.kind))
      .map((link) => ({
        key: `${link.id}:${line.seq}`,
        link_id: link.id,
        what,
        comment_id: what === 'comment' ? String(line.data['comment_id']) : null,
      }));
  });
}

const OVER: ReadonlySet<unknown> = new Set(['resolved', 'ignored']);

function taskOf({ kind, data }: Activity): PlannedTask['what'] | null {
  if (kind === 'commented') return 'comment';
  if (kind === 'severity') return 'priority';
  // What the analyzer does in between is no news to a tracker.
  const crosses =
    kind === 'status' && data['from'] !== data['to'] && (OVER.has(data['from']) || OVER.has(data['to']));
  return crosses ? 'state' : null;
}
