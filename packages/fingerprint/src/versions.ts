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

/** A project's own rules; none of either kind is the default. */
export type GroupingRules = {
  readonly fingerprint: readonly FingerprintRule[];
  readonly stackTrace: readonly StackTraceRule[];
};

export const NO_RULES: GroupingRules = { fingerprint: [], stackTrace: [] };

const TITLE_LENGTH_MAX = 256;

/**
 * Key, title and culprit of an event under the current version. Stack-trace rules are applied first, then the first
 * matching fingerprint rule overrides the fingerprint that the client sent.
 */
export function fingerprint(
  event: NormalizedEvent,
  { rules = NO_RULES }: { readonly rules?: GroupingRules } = {},
): Grouping {
  const version = FINGERPRINT_VERSIONS[CURRENT_FINGERPRINT_VERSION];
  const ruled = applyStackTraceRules(event, rules.stackTrace);
  const rule = matchFingerprintRule(rules.fingerprint, ruled.event);
  if (rule === null) {
    const grouping = version.fingerprint(ruled.keyed);
    return ruled.parts.length === 0 ? grouping : { ...grouping, parts: [...grouping.parts, ...ruled.parts] };
  }
  const grouping = version.fingerprint({ ...ruled.keyed, client_fingerprint: rule.values });
  const parts = [...grouping.parts.map((part) => byRule(part, rule)), ...ruled.parts];
  const title = rule.title === null ? grouping.title : version.fillTitle(rule.title, ruled.keyed);
  return { ...grouping, parts, title: title.slice(0, TITLE_LENGTH_MAX).toWellFormed() };
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
