export { openSandbox, type OpenedSandbox, type SandboxOptions } from './open-sandbox.ts';
