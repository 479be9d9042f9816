export { scrub } from './scrub.ts';
