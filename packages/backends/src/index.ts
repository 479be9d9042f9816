export * from './accounts/password.ts';
export * from './ports/index.ts';
