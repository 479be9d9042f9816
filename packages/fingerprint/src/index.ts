export * from './rules/index.ts';
export * from './similarity/index.ts';
export type { FingerprintVersion } from './version.ts';
export {
  CURRENT_FINGERPRINT_VERSION,
  fingerprint,
  FINGERPRINT_VERSIONS,
  NO_RULES,
  type GroupingRules,
  type VersionsInUse,
} from './versions.ts';
