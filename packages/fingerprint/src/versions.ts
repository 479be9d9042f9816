import type { FingerprintPart, Grouping, NormalizedEvent } from '@bugsage/core';
import { bs1 } from './bs1/index.ts';
import {
  applyStackTraceRules,
  matchFingerprintRule,
  type FingerprintRule,
  type StackTraceRule,
} from './rules/index.ts';
import type { FingerprintVersion } from './version.ts';

/** All versions that ever keyed a stored event, oldest first. Append only. */
export const FINGERPRINT_VERSIONS = { bs1 } as const satisfies Readonly<Record<string, FingerprintVersion>>;

/** The version that keys new events. */
export const CURRENT_FINGERPRINT_VERSION: keyof typeof FINGERPRINT_VERSIONS = 'bs1';

/**
 * Versions whose keys an event has too, so that it finds the issue that an earlier version opened. A version stays here
 * for as long as events are kept after the next one came, and no longer: what it joined, it would join for ever.
 */
const EARLIER_FINGERPRINT_VERSIONS: readonly (keyof typeof FINGERPRINT_VERSIONS)[] = [];

/** The version that keys events, and those whose issues it goes on with. */
export type VersionsInUse = {
  readonly current: FingerprintVersion;
  readonly earlier: readonly FingerprintVersion[];
};

const IN_USE: VersionsInUse = {
  current: FINGERPRINT_VERSIONS[CURRENT_FINGERPRINT_VERSION],
  earlier: EARLIER_FINGERPRINT_VERSIONS.map((id) => FINGERPRINT_VERSIONS[id]),
};

/** A project's own rules; none of either kind is the default. */
export type GroupingRules = {
  readonly fingerprint: readonly FingerprintRule[];
  readonly stackTrace: readonly StackTraceRule[];
};

export const NO_RULES: GroupingRules = { fingerprint: [], stackTrace: [] };

const TITLE_LENGTH_MAX = 256;

/**
 * Keys, title and culprit of an event under the current version. Stack-trace rules are applied first, then the first
 * matching fingerprint rule overrides the fingerprint that the client sent.
 */
export function fingerprint(
  event: NormalizedEvent,
  {
    rules = NO_RULES,
    versions = IN_USE,
  }: { readonly rules?: GroupingRules; readonly versions?: VersionsInUse } = {},
): Grouping {
  const { current } = versions;
  const ruled = applyStackTraceRules(event, rules.stackTrace);
  const rule = matchFingerprintRule(rules.fingerprint, ruled.event);
  if (rule === null) {
    const grouping = withEarlierKeys(ruled.keyed, versions);
    return ruled.parts.length === 0 ? grouping : { ...grouping, parts: [...grouping.parts, ...ruled.parts] };
  }
  const grouping = withEarlierKeys({ ...ruled.keyed, client_fingerprint: rule.values }, versions);
  const parts = [...grouping.parts.map((part) => byRule(part, rule)), ...ruled.parts];
  const title = rule.title === null ? grouping.title : current.fillTitle(rule.title, ruled.keyed);
  return { ...grouping, parts, title: title.slice(0, TITLE_LENGTH_MAX).toWellFormed() };
}

/** The current version's grouping; keys of earlier versions come behind its own, newest version first. */
function withEarlierKeys(event: NormalizedEvent, { current, earlier }: VersionsInUse): Grouping {
  const grouping = current.fingerprint(event);
  if (earlier.length === 0) return grouping;
  const older = earlier.toReversed().map((version) => version.fingerprint(event));
  const keys = new Set([
    ...grouping.alternatives,
    ...older.flatMap((one) => [one.fingerprint, ...one.alternatives]),
  ]);
  keys.delete(grouping.fingerprint);
  return { ...grouping, alternatives: [...keys] };
}

/** The version speaks of the client's fingerprint: here the project's rule set it. */
function byRule(part: FingerprintPart, rule: FingerprintRule): FingerprintPart {
  if (part.name === 'client') {
    return {
      ...part,
      name: 'rule',
      reason: `fingerprint rule of line ${rule.line}: ${rule.text.slice(0, 200)}`,
    };
  }
  return part.hashed ? part : { ...part, reason: part.reason.replace('the client set', 'a rule set') };
}
