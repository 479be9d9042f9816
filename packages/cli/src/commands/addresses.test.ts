import { readConfiguration } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { apiAddress, collectorAddress, dsnFor } from './addresses.ts';

const earlier = {
  pid: 1,
  apiUrl: 'http://127.0.0.1:4000',
  collectorUrl: 'http://127.0.0.1:4001',
  dsn: 'http://x@127.0.0.1:4001/1',
  adminEmail: 'a@b.c',
  adminPassword: null,
};

describe('addresses', () => {
  it.each([
    ['the running port', {}, { port: 5000 }, null, 'http://127.0.0.1:5000'],
    [
      'a name where it listens everywhere',
      { BUGSAGE_HOST: '0.0.0.0' },
      { port: 5000 },
      null,
      'http://localhost:5000',
    ],
    ['an IPv6 address in brackets', { BUGSAGE_HOST: '::1' }, { port: 5000 }, null, 'http://[::1]:5000'],
    ['what the other process wrote', {}, null, earlier, 'http://127.0.0.1:4001'],
    [
      'the public address before all',
      { BUGSAGE_PUBLIC_COLLECTOR_URL: 'https://in.acme.test' },
      { port: 5000 },
      earlier,
      'https://in.acme.test',
    ],
  ])('collector: %s', (_, environment, running, written, expected) => {
    expect(collectorAddress(readConfiguration(environment), running, written)).toBe(expected);
  });

  it('of the API keep what the other process wrote', () => {
    expect(apiAddress(readConfiguration({}), null, earlier)).toBe('http://127.0.0.1:4000');
    expect(apiAddress(readConfiguration({}), { port: 9 }, earlier)).toBe('http://127.0.0.1:9');
  });

  it('make a DSN, with the path of a reverse proxy', () => {
    const key = 'a'.repeat(32);
    expect(dsnFor('https://acme.test/bugs/', key)).toBe(`https://${key}@acme.test/bugs/1`);
  });
});
