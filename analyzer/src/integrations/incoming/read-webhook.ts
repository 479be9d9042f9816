import type { OpenIntegration } from '@bugsage/backends';
import type { IncomingChange } from './incoming-change.ts';
import { readGitHub } from './read-github.ts';
import { readGitLab } from './read-gitlab.ts';
import { readJira } from './read-jira.ts';
import { readSentry } from './read-sentry.ts';
import { readSlack } from './read-slack.ts';

/** The changes of a stored webhook; empty when it says nothing that counts here. Throws ZodError for odd bodies. */
export function readWebhook(
  integration: OpenIntegration,
  { topic, body }: { readonly topic: string; readonly body: string },
): IncomingChange[] {
  const given: unknown = JSON.parse(body);
  switch (integration.kind) {
    case 'github':
      return readGitHub(topic, given, integration.settings.repository);
    case 'gitlab':
      return readGitLab(topic, given, integration.settings.project);
    case 'jira':
      return readJira(given, integration.settings);
    case 'sentry':
      return readSentry(topic, given);
    case 'slack':
      return readSlack(given);
  }
}
