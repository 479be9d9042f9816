export { createScrubber, type Scrubber } from './create-scrubber.ts';
export { scrub } from './scrub.ts';
