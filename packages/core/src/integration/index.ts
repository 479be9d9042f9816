export * from './credentials.ts';
export * from './fixed-issues.ts';
export * from './integration.ts';
export * from './limits.ts';
export * from './settings.ts';
export * from './status-of-tracker.ts';
