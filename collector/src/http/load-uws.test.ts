import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { type UwsSource, loadUws } from './load-uws.ts';
import { UWS_ALLOW_LIST } from './uws-allow-list.ts';

const here: UwsSource = {
  require: createRequire(import.meta.url),
  allowList: UWS_ALLOW_LIST,
  target: `${process.platform}-${process.arch}-${process.versions.node.split('.')[0]}`,
  glibc: '2.36',
};

describe('finding a build of uWebSockets.js', () => {
  test('refuses a binary that is not the one somebody has looked at', () => {
    const allowList = UWS_ALLOW_LIST.map((row) => ({ ...row, sha256: '0'.repeat(64) }));
    const outcome = loadUws({ ...here, allowList });
    expect(outcome).toMatchObject({ kind: 'unavailable' });
    expect(outcome).toHaveProperty('reason', expect.stringContaining('is not on the allow-list'));
  });

  test('names what is missing on a machine without glibc', () => {
    expect(loadUws({ ...here, glibc: '' })).toMatchObject({
      kind: 'unavailable',
      reason:
        'uWebSockets.js 20.69.0 needs glibc 2.38, here is none; uWebSockets.js 20.51.4 needs glibc 2.27, here is none',
    });
  });

  test('compares glibc versions as numbers', () => {
    const outcome = loadUws({ ...here, glibc: '2.4', target: 'linux-riscv-22' });
    expect(outcome).toHaveProperty('reason', expect.stringContaining('needs glibc 2.27, here is 2.4'));
  });

  test('has no build for an unknown target', () => {
    const outcome = loadUws({ ...here, target: 'sunos-sparc-22' });
    expect(outcome).toHaveProperty('reason', expect.stringContaining('no checked build for sunos-sparc-22'));
  });

  test('says when the package is not installed', () => {
    const require = Object.assign(missing, { resolve: missing });
    const outcome = loadUws({ ...here, require, target: 'linux-x64-22' });
    expect(outcome).toHaveProperty(
      'reason',
      expect.stringMatching(/did not load: Cannot find module 'uws-glibc-2-27'$/),
    );
  });

  test('every row of the allow-list is a whole SHA-256', () => {
    expect(UWS_ALLOW_LIST.length).toBeGreaterThan(0);
    for (const row of UWS_ALLOW_LIST) expect(row.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

function missing(name: string): never {
  throw new Error(`Cannot find module '${name}'\nRequire stack:`);
}
