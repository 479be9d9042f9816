export { codeHostKind, openCodeHost, type CodeHostOptions } from './open-code-host.ts';
