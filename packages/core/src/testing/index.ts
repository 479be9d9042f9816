export { expectBalance, imbalanceOf, readBalance, type Balance } from './balance.ts';
export { plainEvent } from './plain-event.ts';
export { plainIssue } from './plain-issue.ts';
export { plainProject } from './plain-project.ts';
export { timeGrowth } from './time-growth.ts';
