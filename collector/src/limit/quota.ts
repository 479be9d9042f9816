import type { IngestSettings } from '@bugsage/backends';
import type { IngestKey } from '@bugsage/core';
import { createTokenBucket, type TokenBucket } from './token-bucket.ts';

export const QUOTA_SCOPES = ['key', 'project', 'organization'] as const;
export type QuotaScope = (typeof QUOTA_SCOPES)[number];

/** One scope that lets nothing pass now. */
export type ExhaustedScope = { readonly scope: QuotaScope; readonly retryAfterSeconds: number };

/** Events a minute of scopes that have no limit of their own; 0 is no limit. */
export type QuotaDefaults = Readonly<Record<QuotaScope, number>>;

export type Quota = {
  /** Which scopes are exhausted, narrowest first; empty when an event may pass. Takes nothing. */
  exhausted(key: IngestKey): readonly ExhaustedScope[];
  /** The same, and takes one event from every scope when it may pass. Synchronous, so that no two requests share a token. */
  take(key: IngestKey): readonly ExhaustedScope[];
};

const NONE: readonly ExhaustedScope[] = [];

type Level = { readonly scope: QuotaScope; readonly bucket: TokenBucket; readonly perMinute: number };

/** Token buckets in memory. There are as many as keys, projects and organizations that exist: only those authenticate. */
export function createQuota(options: {
  readonly settingsOf: (publicKey: string) => IngestSettings | undefined;
  readonly defaults: QuotaDefaults;
  /** Unix milliseconds. */
  readonly now: () => number;
}): Quota {
  const { settingsOf, defaults, now } = options;
  const buckets = new Map<string, TokenBucket>();
  /** As long as the settings of a key are the same object. */
  const levelsOfKeys = new Map<
    string,
    { readonly settings: IngestSettings | undefined; readonly levels: readonly Level[] }
  >();

  const level = (scope: QuotaScope, id: string | number, own: number | null | undefined): Level => {
    const name = `${scope}:${id}`;
    let bucket = buckets.get(name);
    if (bucket === undefined) buckets.set(name, (bucket = createTokenBucket()));
    return { scope, bucket, perMinute: own ?? defaults[scope] };
  };

  const levelsOf = (key: IngestKey): readonly Level[] => {
    const settings = settingsOf(key.public_key);
    const known = levelsOfKeys.get(key.public_key);
    if (known !== undefined && known.settings === settings) return known.levels;
    const levels = readLevels(key, settings);
    levelsOfKeys.set(key.public_key, { settings, levels });
    return levels;
  };

  const readLevels = (key: IngestKey, settings: IngestSettings | undefined): readonly Level[] => {
    const levels = [
      level('key', key.public_key, settings?.key_events_per_minute),
      level('project', key.project_id, settings?.project_events_per_minute),
    ];
    // A key that was created a moment ago has its organization after the next refresh of the settings.
    if (settings !== undefined)
      levels.push(level('organization', settings.organization_id, settings.organization_events_per_minute));
    return levels;
  };

  const exhaustedOf = (levels: readonly Level[]): readonly ExhaustedScope[] => {
    const at = now();
    // Nearly always: nothing is allocated.
    if (levels.every(({ bucket, perMinute }) => bucket.has(at, perMinute))) return NONE;
    return levels
      .filter(({ bucket, perMinute }) => !bucket.has(at, perMinute))
      .map(({ scope, bucket }) => ({ scope, retryAfterSeconds: bucket.retryAfterSeconds() }));
  };

  return {
    exhausted: (key) => exhaustedOf(levelsOf(key)),
    take: (key) => {
      const levels = levelsOf(key);
      const exhausted = exhaustedOf(levels);
      if (exhausted.length === 0) for (const { bucket } of levels) bucket.take();
      return exhausted;
    },
  };
}
