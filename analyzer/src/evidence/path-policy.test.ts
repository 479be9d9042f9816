import type { Frame } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { filesOfFrame } from './find-frame-file.ts';
import { isReadableSource } from './path-policy.ts';

const SECRETS = [
  '.env',
  'apps/shop/.env.production.js',
  'deploy/id_ed25519',
  'deploy/id_rsa.ts',
  '.npmrc',
  '.netrc',
  'certificates/server.pem',
  '.git/config',
  '.git/hooks/post-checkout.py',
] as const;
const OUTSIDE = ['../secret.js', 'src/../../secret.js', '/etc/passwd', '/proc/self/environ', '/srv/a.js'];

describe('files that may be evidence', () => {
  it.each([...SECRETS, ...OUTSIDE, 'notes.md', 'data.sqlite'])('never %s', (path) => {
    expect(isReadableSource(path)).toBe(false);
  });

  it.each(['src/a.js', 'src/environment.ts', 'app/views.py', 'a.vue'])('%s', (path) => {
    expect(isReadableSource(path)).toBe(true);
  });

  it.each([...SECRETS, ...OUTSIDE.map((path) => `http://shop.example/${path}`)])(
    'a forged frame at %s finds none',
    (filename) => {
      const frame = { filename, abs_path: filename, lineno: 1, colno: 1, function: null } as Frame;
      expect(filesOfFrame(frame, [...SECRETS, 'src/other.js'], '')).toEqual([]);
    },
  );
});
