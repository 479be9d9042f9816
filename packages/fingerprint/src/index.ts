export type { FingerprintVersion } from './version.ts';
export { CURRENT_FINGERPRINT_VERSION, fingerprint, FINGERPRINT_VERSIONS } from './versions.ts';
