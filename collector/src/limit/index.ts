export { createQuota, type ExhaustedScope, type Quota } from './quota.ts';
export { longestRetryAfter, rateLimitHeaders } from './rate-limit-headers.ts';
export { createSettingsCache } from './settings-cache.ts';
export { createSessionQuota, type SessionQuota } from './session-quota.ts';
export { createIssueLimits, type IssueLimits } from './issue-limits.ts';
