import { expect, it } from 'vitest';
import { integrationPlace, readStatusMap } from './integration-words.ts';

it('reads a map of statuses from lines', () => {
  expect(readStatusMap("In Review = fixing\n  Won't Do=ignored \n\nnonsense\n= fixing")).toEqual({
    'In Review': 'fixing',
    "Won't Do": 'ignored',
  });
});

it('names the place of a connection', () => {
  const settings = { url: 'https://acme.atlassian.net/', project: 'SHOP' };
  expect(integrationPlace({ kind: 'jira', settings })).toBe('acme.atlassian.net SHOP');
});
