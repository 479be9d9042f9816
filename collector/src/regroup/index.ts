export { createLateMapHandler } from './apply-late-maps.ts';
export { REGROUP_LIMITS } from './limits.ts';
