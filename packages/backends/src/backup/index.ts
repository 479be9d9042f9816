export { backUp, type BackupOptions } from './back-up.ts';
export { restore, type RestoreOptions } from './restore.ts';
export type { BackupManifest } from './backup-manifest.ts';
