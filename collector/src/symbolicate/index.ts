export { createSymbolicator, type Symbolicator } from './symbolicate.ts';
