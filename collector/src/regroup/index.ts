export { createLateMapHandler } from './apply-late-maps.ts';
export { createRuleChangeHandler } from './apply-rules.ts';
export { REGROUP_LIMITS } from './limits.ts';
export { createProjectRules } from './project-rules.ts';
