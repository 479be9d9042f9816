export { normalize } from './normalize.ts';
export { readRelease } from './release.ts';
export { parseTimestamp } from './timestamps.ts';
