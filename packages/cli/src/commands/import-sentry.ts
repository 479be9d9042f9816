import { setTimeout as pause } from 'node:timers/promises';
import { createApiClient, type ApiClient, type Schemas } from '@bugsage/api-client';
import { BugSageError } from '@bugsage/core';
import { answerOf } from '../api/answer-of.ts';
import { readEnvironment } from './environment.ts';

export type ImportOptions = {
  readonly organization: string;
  readonly project: string;
  readonly into: string;
  readonly sentryUrl: string;
  readonly url?: string;
  readonly json?: boolean;
};
type Integration = Schemas['Integration'];
type ImportState = NonNullable<Integration['import']>;
type Settings = { readonly organization: string; readonly project: string; readonly url: string };

/** Between two looks at how far it is. */
const LOOK_MS = 1_000;

/**
 * `bugsage import sentry`: the unresolved issues of a Sentry project with their newest events, through the API of a
 * running server. Safe to repeat: it goes on with an import that stopped, and events that are there count once.
 */
export async function importSentry(options: ImportOptions): Promise<void> {
  const environment = readEnvironment();
  const api = createApiClient({
    baseUrl: required(options.url ?? environment['BUGSAGE_URL'], 'BUGSAGE_URL, the address of the server'),
    token: () => token,
  });
  const token = required(environment['BUGSAGE_TOKEN'], 'BUGSAGE_TOKEN, an API token with the scope admin');
  const sentryToken = required(
    environment['SENTRY_AUTH_TOKEN'],
    'SENTRY_AUTH_TOKEN, a token of Sentry that reads projects and events',
  );
  const project_id = Number(options.into);
  const { organization, project, sentryUrl: url } = options;
  const settings: Settings = { organization, project, url };
  const { id } = await connect(api, { project_id, settings, sentryToken });
  const path = { project_id, integration_id: id };
  await answerOf(
    api.POST('/api/v1/projects/{project_id}/integrations/{integration_id}/import', { params: { path } }),
  );
  const state = await follow(api, { project_id, id, isQuiet: options.json === true });
  if (options.json === true) process.stdout.write(`${JSON.stringify(state)}\n`);
  else process.stdout.write(`${summaryOf(state)}\n`);
  if (state.status === 'failed') process.exitCode = 1;
}

/** The integration with these settings, with the token of now; made when there is none. */
async function connect(
  api: ApiClient,
  given: { project_id: number; settings: Settings; sentryToken: string },
): Promise<Pick<Integration, 'id'>> {
  const { project_id, settings } = given;
  const credentials = { token: given.sentryToken };
  const params = { path: { project_id } };
  const { integrations } = await answerOf(api.GET('/api/v1/projects/{project_id}/integrations', { params }));
  const known = integrations.find((one) => one.kind === 'sentry' && isSame(one.settings, settings));
  if (known === undefined) {
    const body = { kind: 'sentry', name: `Sentry ${settings.project}`, settings, credentials } as const;
    return answerOf(api.POST('/api/v1/projects/{project_id}/integrations', { params, body }));
  }
  return answerOf(
    api.PUT('/api/v1/projects/{project_id}/integrations/{integration_id}', {
      params: { path: { project_id, integration_id: known.id } },
      body: { kind: 'sentry', enabled: true, credentials },
    }),
  );
}

function isSame(known: Integration['settings'], wanted: Settings): boolean {
  return Object.entries(wanted).every(([name, value]) => known[name] === value);
}

async function follow(
  api: ApiClient,
  { project_id, id, isQuiet }: { project_id: number; id: string; isQuiet: boolean },
): Promise<ImportState> {
  for (let seen = -1; ; await pause(LOOK_MS)) {
    const params = { path: { project_id } };
    const { integrations } = await answerOf(
      api.GET('/api/v1/projects/{project_id}/integrations', { params }),
    );
    const state = integrations.find((one) => one.id === id)?.import;
    if (state === undefined || state === null)
      throw failure('The integration was removed while it imported.');
    if (state.status !== 'running') return state;
    if (!isQuiet && state.issues !== seen) process.stderr.write(`${state.issues} issues so far\n`);
    seen = state.issues;
  }
}

function summaryOf({ status, issues, events, skipped, error }: ImportState): string {
  const counts = `${events} events of ${issues} issues are in${skipped === 0 ? '' : `, ${skipped} could not be read`}.`;
  return status === 'done'
    ? counts
    : `Stopped: ${error ?? 'for an unknown reason'} ${counts} Run it again to go on.`;
}

function required(value: string | undefined, what: string): string {
  if (value !== undefined && value !== '') return value;
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message: `Set ${what}.`,
  });
}

function failure(message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code: 'import_failed', message });
}
