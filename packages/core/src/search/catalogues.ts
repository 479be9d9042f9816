import { EVENT_LEVELS, EVENT_SOURCES } from '../event.ts';
import { ISSUE_STATUSES, ISSUE_SUBSTATUSES, SEVERITIES } from '../issue.ts';
import type { SearchCatalogue } from './search-term.ts';

const text = { kind: 'text' } as const;
const number = { kind: 'number' } as const;
const time = { kind: 'time' } as const;

/** What issues can be searched by. */
export const ISSUE_SEARCH: SearchCatalogue = {
  fields: {
    title: text,
    message: text,
    type: text,
    culprit: text,
    status: { kind: 'words', words: ISSUE_STATUSES },
    substatus: { kind: 'words', words: ISSUE_SUBSTATUSES },
    severity: { kind: 'words', words: SEVERITIES },
    source: { kind: 'words', words: EVENT_SOURCES },
    platform: text,
    category: text,
    assignee: text,
    release: text,
    first_release: text,
    resolved_in_release: text,
    environment: text,
    number,
    events: number,
    users: number,
    confidence: number,
    first_seen: time,
    last_seen: time,
    resolved_at: time,
  },
  states: ['unresolved', 'resolved', 'ignored', ...ISSUE_SUBSTATUSES, 'assigned', 'unassigned', 'analyzed'],
};

/** What events can be searched by. */
export const EVENT_SEARCH: SearchCatalogue = {
  fields: {
    title: text,
    message: text,
    type: text,
    culprit: text,
    level: { kind: 'words', words: EVENT_LEVELS },
    source: { kind: 'words', words: EVENT_SOURCES },
    platform: text,
    release: text,
    environment: text,
    transaction: text,
    server_name: text,
    user: text,
    event_id: text,
    times_seen: number,
    occurred_at: time,
  },
  states: [],
};
