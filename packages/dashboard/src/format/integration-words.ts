import type { Integration } from '../api/integrations.ts';

/** What is connected over there, as the settings name it. */
export function integrationPlace({ kind, settings }: Pick<Integration, 'kind' | 'settings'>): string {
  const text = (name: string): string => {
    const value = settings[name];
    return typeof value === 'string' ? value : '';
  };
  switch (kind) {
    case 'github':
      return text('repository');
    case 'gitlab':
      return text('project');
    case 'jira':
      return `${hostOf(text('url'))} ${text('project')}`;
    case 'sentry':
      return `${text('organization')}/${text('project')}`;
    case 'slack':
      return 'Buttons of alerts';
  }
}

/** How a connection does, in one sentence. */
export function integrationState(integration: Integration): string {
  const { enabled, import: last, check_error: error, checked_at: checkedAt } = integration;
  if (!enabled) return 'Switched off';
  if (error !== null) return error;
  if (last?.status === 'running') return `Importing: ${last.issues} issues so far`;
  if (last?.status === 'failed') return `The import stopped after ${last.issues} issues: ${last.error ?? ''}`;
  if (last?.status === 'done') return `Imported ${last.events} events of ${last.issues} issues`;
  return checkedAt === null ? 'Not used yet' : 'Works';
}

/** Lines such as `In Review = fixing`; what is no such line is left out. */
export function readStatusMap(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split('\n').flatMap((line) => {
      const [, name, status] = /^\s*(.+?)\s*=\s*(\w+)\s*$/.exec(line) ?? [];
      return name === undefined || status === undefined ? [] : [[name, status]];
    }),
  );
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url;
}
