import { expect, it } from 'vitest';

import { parseDsn } from './dsn.ts';

const KEY = '0123456789abcdef0123456789abcdef';

it.each([
  [`https://${KEY}@bugs.test/1`, 'https://bugs.test/api/1/batch/'],
  [`http://${KEY}@127.0.0.1:8001/42`, 'http://127.0.0.1:8001/api/42/batch/'],
  [`https://${KEY}@bugs.test/tools/bugsage/7/`, 'https://bugs.test/tools/bugsage/api/7/batch/'],
])('reads %s', (dsn, url) => {
  expect(parseDsn(dsn)).toEqual([KEY, url]);
});

it.each([
  undefined,
  '',
  'nonsense',
  'https://bugs.test/1',
  `https://${KEY}@bugs.test/`,
  `ftp://${KEY}@bugs.test/1`,
  `https://ABC@bugs.test/1`,
])('answers undefined for %s', (dsn) => {
  expect(parseDsn(dsn)).toBeUndefined();
});
