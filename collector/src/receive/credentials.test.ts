import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../http/index.ts';
import { readCredentials } from './credentials.ts';

const KEY = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const OTHER = '0'.repeat(32);

const read = (headers: Record<string, string>, query = ''): unknown => {
  const request: HttpRequest = {
    method: 'POST',
    path: '/',
    query,
    remoteAddress: '',
    header: (name) => headers[name] ?? '',
    readBody: () => Promise.reject(new Error('No body is read.')),
  };
  return readCredentials(request);
};
const found = { key: KEY, sentAt: null };

describe('credentials', () => {
  test.each<[string, Record<string, string>, string, unknown]>([
    ['a Sentry header', { 'x-sentry-auth': `Sentry sentry_key=${KEY}, sentry_version=7` }, '', found],
    ['commas without spaces', { 'x-sentry-auth': `sentry sentry_version=7,sentry_key=${KEY}` }, '', found],
    ['spaces without commas', { 'x-sentry-auth': `SENTRY sentry_client=x/1 sentry_key=${KEY}` }, '', found],
    ['no first word', { 'x-sentry-auth': `sentry_key=${KEY}` }, '', found],
    ['a legacy secret', { 'x-sentry-auth': `Sentry sentry_key=${KEY},sentry_secret=abc` }, '', found],
    [
      'a time',
      { 'x-sentry-auth': `Sentry sentry_key=${KEY},sentry_timestamp=1700000000.25` },
      '',
      { key: KEY, sentAt: 1_700_000_000_250 },
    ],
    ['a time in words', { 'x-sentry-auth': `Sentry sentry_key=${KEY},sentry_timestamp=now` }, '', found],
    ['Authorization', { authorization: `Sentry sentry_key=${KEY}` }, '', found],
    ['Basic', { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` }, '', found],
    ['Basic without colon', { authorization: `basic ${Buffer.from(KEY).toString('base64')}` }, '', found],
    ['Bearer, which is somebody else', { authorization: 'Bearer abc' }, `sentry_key=${KEY}`, found],
    ['the query', {}, `sentry_version=7&sentry_key=${KEY}&sentry_client=a%2Fb`, found],
    [
      'the header before the query',
      { 'x-sentry-auth': `Sentry sentry_key=${KEY}` },
      `sentry_key=${OTHER}`,
      found,
    ],
    ['nothing', {}, '', undefined],
    ['a header without key', { 'x-sentry-auth': 'Sentry sentry_version=7' }, '', undefined],
    ['a parameter that only ends alike', {}, `my_sentry_key=${KEY}`, undefined],
  ])('%s', (_name, headers, query, expected) => {
    expect(read(headers, query)).toEqual(expected);
  });

  test.each([
    ['', `sentry_key=${KEY.toUpperCase()}`, 'malformed_key'],
    ['', `sentry_key=${KEY}0`, 'malformed_key'],
    ['', 'sentry_key=', 'malformed_key'],
    ['', `sentry_key=%00${KEY.slice(1)}`, 'malformed_key'],
    ['', `sentry_key=${"' OR 1=1--".repeat(1_000)}`, 'malformed_key'],
    [`Sentry sentry_key=${KEY}, sentry_version=1`, '', 'invalid_request'],
    [`Sentry sentry_key=${KEY}, sentry_version=8`, '', 'invalid_request'],
    [`Sentry sentry_key=${KEY}, sentry_version=x`, '', 'invalid_request'],
  ])('refuses %s %s', (header, query, code) => {
    expect(() => read({ 'x-sentry-auth': header }, query)).toThrow(expect.objectContaining({ code }));
  });
});
