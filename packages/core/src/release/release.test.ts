import { describe, expect, it } from 'vitest';
import { compareReleases, type ReleaseFacts } from './compare-releases.ts';
import { isRegression, type ResolvedIssue } from './is-regression.ts';
import { parseRelease } from './parse-release.ts';

const release = (version: string, created_at = 0, deployed_at: number | null = null): ReleaseFacts => ({
  version,
  created_at,
  deployed_at,
});

describe('parseRelease', () => {
  it.each([
    ['shop@1.2.3', 'shop', [1, 2, 3], []],
    ['@acme/shop@1.2.3-rc.1+build.5', '@acme/shop', [1, 2, 3], ['rc', 1]],
    ['v2', null, [2, 0, 0], []],
    ['1.2', null, [1, 2, 0], []],
  ])('reads %s', (name, packageName, numbers, prerelease) => {
    expect(parseRelease(name)).toMatchObject({ package: packageName, semver: { numbers, prerelease } });
  });

  it.each(['4f8a2c1', '20261126', 'shop@latest', '1.2.3.4', 'a'.repeat(1_000), '1.2.3-', ''])(
    'finds no version in %j',
    (name) => {
      expect(parseRelease(name).semver).toBeNull();
    },
  );
});

describe('compareReleases', () => {
  it('follows the order of semver.org', () => {
    const ordered = [
      'a@1.0.0-alpha',
      'a@1.0.0-alpha.1',
      'a@1.0.0-alpha.beta',
      'a@1.0.0-beta',
      'a@1.0.0-beta.2',
      'a@1.0.0-beta.11',
      'a@1.0.0-rc.1',
      'a@1.0.0',
      'a@1.9.0',
      'a@1.10.0',
    ];
    const shuffled = ordered.toReversed().map((name) => release(name));
    expect(shuffled.toSorted(compareReleases).map(({ version }) => version)).toEqual(ordered);
  });

  it.each([
    [release('a@2.0.0', 1), release('b@1.0.0', 2), -1],
    [release('4f8a2c1', 1), release('9c2b7e0', 2), -1],
    [release('4f8a2c1', 1, 9), release('9c2b7e0', 2, 8), 1],
    [release('4f8a2c1', 1, 9), release('9c2b7e0', 2), -1],
    [release('a@1.0.0+1', 1), release('a@1.0.0+2', 2), -1],
    [release('x', 5), release('x', 1), 0],
  ])('puts %j and %j in order %d', (a, b, order) => {
    expect(Math.sign(compareReleases(a, b))).toBe(order);
    expect(Math.sign(compareReleases(b, a))).toBe(order === 0 ? 0 : -order);
  });
});

describe('isRegression', () => {
  const resolved = (
    resolution: ResolvedIssue['resolution'],
    fixedIn: ReleaseFacts | null,
  ): ResolvedIssue => ({ resolution, resolvedAt: 100, release: fixedIn });
  const [old, fixing, later] = ['a@1.0.0', 'a@1.1.0', 'a@1.2.0'].map((name) => release(name));

  it.each([
    ['now, later', resolved('now', null), 200, old, true],
    ['now, an event that was late', resolved('now', null), 50, old, false],
    ['in a release, from the old one', resolved('in_release', fixing ?? null), 200, old, false],
    ['in a release, from that one', resolved('in_release', fixing ?? null), 200, fixing, true],
    ['in a release, from a later one', resolved('in_release', fixing ?? null), 200, later, true],
    ['in a release, from none', resolved('in_release', fixing ?? null), 200, null, true],
    [
      'in the next one, from the newest of that time',
      resolved('in_next_release', fixing ?? null),
      200,
      fixing,
      false,
    ],
    ['in the next one, from a later one', resolved('in_next_release', fixing ?? null), 200, later, true],
    [
      'in a commit nobody released, from an old release',
      resolved('in_commit', null),
      200,
      release('x', 50),
      false,
    ],
    [
      'in a commit nobody announced, from a new release',
      resolved('in_commit', null),
      200,
      release('x', 150),
      true,
    ],
  ])('%s', (_, issue, occurredAt, eventRelease, expected) => {
    expect(isRegression(issue, { occurredAt, release: eventRelease ?? null })).toBe(expected);
  });
});
