export * from './accounts/password.ts';
export * from './ports/index.ts';
export * from './sandbox/index.ts';
export * from './scm/index.ts';
