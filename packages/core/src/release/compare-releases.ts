import { parseRelease, type Semver } from './parse-release.ts';

/** What is known of a release beside its name. Times in Unix milliseconds. */
export type ReleaseFacts = {
  readonly version: string;
  /** When it was first seen in an event or announced. */
  readonly created_at: number;
  /** When it was first deployed to the environment in question; null when no deploy was announced. */
  readonly deployed_at: number | null;
};

/**
 * Which release is later: by Semantic Versioning where both names have a version of the same package, else by deploy,
 * where both were deployed, else by the time they appeared. Negative when `a` is earlier, 0 when they are the same.
 */
export function compareReleases(a: ReleaseFacts, b: ReleaseFacts): number {
  if (a.version === b.version) return 0;
  const [one, other] = [parseRelease(a.version), parseRelease(b.version)];
  if (one.semver !== null && other.semver !== null && one.package === other.package) {
    const order = compareSemver(one.semver, other.semver);
    // Builds of one version (`1.0.0+1`, `1.0.0+2`) have no order of their own.
    if (order !== 0) return order;
  }
  if (a.deployed_at !== null && b.deployed_at !== null && a.deployed_at !== b.deployed_at) {
    return a.deployed_at - b.deployed_at;
  }
  return a.created_at - b.created_at;
}

/** Semantic Versioning 2.0.0, 11. */
function compareSemver(a: Semver, b: Semver): number {
  for (const [index, number] of a.numbers.entries()) {
    const order = number - (b.numbers[index] ?? 0);
    if (order !== 0) return order;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0) {
    return Math.sign(b.prerelease.length - a.prerelease.length);
  }
  for (const [index, part] of a.prerelease.entries()) {
    const other = b.prerelease[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    if (typeof part === 'number' && typeof other === 'number') return part - other;
    if (typeof part === 'number') return -1;
    if (typeof other === 'number') return 1;
    return part < other ? -1 : 1;
  }
  return a.prerelease.length - b.prerelease.length;
}
