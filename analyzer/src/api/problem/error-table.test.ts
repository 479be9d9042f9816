import { BugSageError, type ErrorKind } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { problemOf } from './error-table.ts';
import { problemSchema } from './problem.ts';

const KINDS: readonly (readonly [ErrorKind, number])[] = [
  ['invalid_input', 400],
  ['unauthenticated', 401],
  ['forbidden', 403],
  ['not_found', 404],
  ['conflict', 409],
  ['too_large', 413],
  ['rate_limited', 429],
  ['unavailable', 503],
  ['internal', 500],
];

describe('problems', () => {
  it.each(KINDS)('answers an error of kind %s with %d', (kind, status) => {
    const answer = problemOf(new BugSageError({ kind, code: 'some_code', message: 'A sentence.' }));
    expect(problemSchema.parse(answer).status).toBe(status);
  });

  it('says what still works while the event store is away', () => {
    const error = new BugSageError({ kind: 'unavailable', code: 'clickhouse_unavailable', message: 'x' });
    expect(problemOf(error)).toMatchObject({
      status: 503,
      code: 'events_unavailable',
      detail: expect.stringContaining('Issues and their counts can be read'),
    });
  });

  it('keeps code and words of what the caller can change', () => {
    const error = new BugSageError({
      kind: 'conflict',
      code: 'invalid_transition',
      message: 'Not from here.',
    });
    expect(problemOf(error)).toEqual({
      type: 'urn:bugsage:problem:invalid_transition',
      title: 'Conflict',
      status: 409,
      detail: 'Not from here.',
      code: 'invalid_transition',
    });
  });

  const secret = 'password=hunter2 at postgres://10.0.0.1';
  const leaky: readonly (readonly [string, unknown])[] = [
    ['an unexpected error', new Error(secret)],
    ['a thrown text', secret],
    [
      'an unavailable store',
      new BugSageError({ kind: 'unavailable', code: 'postgres_unavailable', message: secret }),
    ],
    ['an internal error', new BugSageError({ kind: 'internal', code: 'broken', message: secret })],
    [
      'a value the store refused',
      new BugSageError({ kind: 'invalid_input', code: 'postgres_refused', message: secret }),
    ],
    ['a client error of a library', Object.assign(new Error(secret), { statusCode: 422 })],
    ['undefined', undefined],
  ];
  it.each(leaky)('says nothing about the inside for %s', (_name, thrown) => {
    const answer = problemSchema.parse(problemOf(thrown));
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });
});
