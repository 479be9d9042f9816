import type { OpenIntegration } from '../ports/integration-store.ts';
import type { CommitSource, IssueTracker } from '../ports/issue-tracker.ts';
import type { Write } from '../ports/outgoing-work.ts';
import type { Outbound } from '../outbound/index.ts';
import type { Provider } from './call-provider.ts';
import { createAppTokens } from './github-app-token.ts';
import { createGitHubTracker } from './github-tracker.ts';
import { createGitLabTracker } from './gitlab-tracker.ts';
import { createJiraTracker } from './jira-tracker.ts';
import { createSentryClient, type SentryClient } from './sentry-client.ts';

type Connection = {
  readonly outbound: Pick<Outbound, 'request'>;
  readonly now: () => number;
  /** Around calls that make an issue or a comment. */
  readonly write?: Write;
};

const GITHUB_API = 'https://api.github.com';

/** Opens no connection. Null for kinds without issues. */
export function openTracker(integration: OpenIntegration, connection: Connection): IssueTracker | null {
  if (integration.kind === 'jira') return openJira(integration, connection);
  return openCommitSource(integration, connection);
}

/** Null for kinds without code. */
export function openCommitSource(
  integration: OpenIntegration,
  connection: Connection,
): (IssueTracker & CommitSource) | null {
  if (integration.kind === 'github') {
    const { repository, api_url } = integration.settings;
    const provider = { ...connection, baseUrl: trimmed(api_url ?? GITHUB_API), name: 'GitHub' };
    const { credentials } = integration;
    const tokenOf =
      'token' in credentials ? async () => credentials.token : createAppTokens(provider, credentials);
    const headers = async () => ({
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${await tokenOf()}`,
      'x-github-api-version': '2022-11-28',
    });
    return createGitHubTracker({ ...provider, headers }, repository);
  }
  if (integration.kind !== 'gitlab') return null;
  const headers = async () => ({ 'private-token': integration.credentials.token });
  const baseUrl = `${trimmed(integration.settings.url)}/api/v4`;
  return createGitLabTracker(
    { ...connection, baseUrl, name: 'GitLab', headers },
    integration.settings.project,
  );
}

export function openSentry(
  integration: Extract<OpenIntegration, { kind: 'sentry' }>,
  connection: Connection,
): SentryClient | null {
  const { token } = integration.credentials;
  if (token === undefined) return null;
  const provider: Provider = {
    ...connection,
    baseUrl: trimmed(integration.settings.url),
    name: 'Sentry',
    headers: async () => ({ authorization: `Bearer ${token}` }),
  };
  return createSentryClient(provider, integration.settings);
}

function openJira(
  { settings, credentials }: Extract<OpenIntegration, { kind: 'jira' }>,
  connection: Connection,
): IssueTracker {
  const basic = Buffer.from(`${credentials.email}:${credentials.api_token}`).toString('base64');
  const headers = async () => ({ authorization: `Basic ${basic}` });
  return createJiraTracker(
    { ...connection, baseUrl: trimmed(settings.url), name: 'Jira', headers },
    settings,
  );
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}
