export * from './account-store.ts';
export * from './analysis-store.ts';
export * from './bus.ts';
export * from './event-store.ts';
export * from './ingest-store.ts';
export * from './issue-store.ts';
