export { issueOfJira } from './jira-tracker.ts';
export { jiraIssueSchema } from './jira-tickets.ts';
export { textOfJira } from './jira-document.ts';
export { openCommitSource, openSentry, openTracker } from './open-provider.ts';
export { ProviderError } from './provider-error.ts';
export type { SentryClient } from './sentry-client.ts';
