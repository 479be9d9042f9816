import type { ChannelMessage } from '../ports/channel-sender.ts';

/** The small print of a message, in reading order. */
export function factsOf({ issue, project }: ChannelMessage): string[] {
  if (issue === null) return [project.name];
  return [
    `${project.name} #${issue.number}`,
    issue.severity,
    issue.status,
    `${issue.events} ${issue.events === 1 ? 'event' : 'events'}`,
    `${issue.users} ${issue.users === 1 ? 'user' : 'users'}`,
    ...(issue.release === null ? [] : [issue.release]),
    ...(issue.environment === null ? [] : [issue.environment]),
    ...(issue.culprit === '' ? [] : [issue.culprit]),
  ];
}
