import type { Grouping } from '@bugsage/core';

/** Not the hash of anything a client could send. One in each project. */
export const OVERFLOW_FINGERPRINT = 'f'.repeat(32);
const TITLE = 'Too many new issues';

/** Where an event goes when its project may open no further issue now. Its own grouping stays readable in the parts. */
export function overflowGrouping(own: Grouping, newIssuesPerMinute: number): Grouping {
  const explanation = `This project opened ${newIssuesPerMinute} issues within a minute; further errors that no issue knows are kept here.`;
  return {
    version: 'overflow1',
    fingerprint: OVERFLOW_FINGERPRINT,
    alternatives: [],
    parts: [
      { name: 'overflow', value: TITLE, hashed: true, reason: explanation },
      { name: 'own fingerprint', value: own.fingerprint, hashed: false, reason: `of ${own.title}` },
      ...own.parts.map((part) => ({ ...part, hashed: false })),
    ],
    title: TITLE,
    culprit: '',
    type: 'TooManyNewIssues',
    value: explanation,
  };
}
