import { parseDsn, readConfiguration } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { dsnOf } from './collector-address.ts';

const key = { public_key: 'a'.repeat(32), project_id: 7 };

describe('DSN of a project', () => {
  it.each([
    [{}, 'http://127.0.0.1:8001/7'],
    [{ BUGSAGE_HOST: '0.0.0.0', BUGSAGE_COLLECTOR_PORT: '9000' }, 'http://127.0.0.1:9000/7'],
    [{ BUGSAGE_HOST: '::1' }, 'http://[::1]:8001/7'],
    [{ BUGSAGE_PUBLIC_COLLECTOR_URL: 'https://errors.example.com' }, 'https://errors.example.com/7'],
    [{ BUGSAGE_PUBLIC_COLLECTOR_URL: 'https://example.com/in/' }, 'https://example.com/in/7'],
  ])('is built from %j', (environment, expected) => {
    const dsn = dsnOf(readConfiguration(environment), key);
    expect(dsn.replace(`${key.public_key}@`, '')).toBe(expected);
    expect(parseDsn(dsn)).toMatchObject({ key: key.public_key, projectId: 7 });
  });
});
