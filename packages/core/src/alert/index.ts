export * from './alert.ts';
export * from './quiet-hours.ts';
export * from './triggers-of.ts';
