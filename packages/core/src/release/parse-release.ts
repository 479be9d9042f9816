/** `package@version`: both parts as Sentry's SDKs and CLI write them; a bare version has no package. */
export type ParsedRelease = {
  readonly package: string | null;
  readonly version: string;
  /** Null when the version is not one of Semantic Versioning 2.0.0, for example a commit's hash. */
  readonly semver: Semver | null;
};

export type Semver = {
  readonly numbers: readonly [major: number, minor: number, patch: number];
  /** Identifiers of the pre-release, empty for a release. */
  readonly prerelease: readonly (string | number)[];
};

/** As in semver.org, but a missing minor or patch is 0, because people write `shop@2`. Build metadata has no order. */
const SEMVER =
  /^v?(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

export function parseRelease(name: string): ParsedRelease {
  const at = name.lastIndexOf('@');
  const version = name.slice(at + 1);
  return { package: at > 0 ? name.slice(0, at) : null, version, semver: parseSemver(version) };
}

function parseSemver(version: string): Semver | null {
  const match = version.length <= 250 ? SEMVER.exec(version) : null;
  if (match === null) return null;
  const [, major, minor, patch, prerelease] = match;
  // Seven and more digits alone are a build number or a date or the start of a hash, not a major version.
  if (minor === undefined && (major?.length ?? 0) > 6) return null;
  return {
    numbers: [Number(major), Number(minor ?? 0), Number(patch ?? 0)],
    prerelease: (prerelease?.split('.') ?? []).map((part) => (/^\d{1,9}$/.test(part) ? Number(part) : part)),
  };
}
