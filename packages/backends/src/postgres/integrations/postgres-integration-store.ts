import { randomUUID } from 'node:crypto';
import {
  BugSageError,
  INTEGRATION_CREDENTIALS,
  INTEGRATION_LIMITS,
  INTEGRATION_SETTINGS,
  type Integration,
} from '@bugsage/core';
import { createSeal } from '../../accounts/seal.ts';
import type { IntegrationStore, OpenIntegration } from '../../ports/integration-store.ts';
import { appendToOutbox } from '../outbox.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';

type IntegrationRow = Omit<Integration, 'created_at' | 'checked_at'> & {
  readonly created_at: Date;
  readonly checked_at: Date | null;
};
type SealedRow = Pick<Integration, 'id' | 'project_id' | 'kind' | 'name' | 'settings' | 'import'> & {
  readonly sealed_credentials: string;
  readonly sealed_webhook_secret: string | null;
};

/** The seals of an integration are its own: what was copied to another row opens nothing. */
export function openPostgresIntegrationStore(sql: Sql, secretKey: string): IntegrationStore {
  const columns = sql`id, project_id, kind, name, enabled, settings, sealed_webhook_secret IS NOT NULL AS has_webhook_secret,
    checked_at, check_error, import, created_by, created_at`;
  const sealed = sql`id, project_id, kind, name, settings, import, sealed_credentials, sealed_webhook_secret`;
  const seals = createSeals(secretKey);
  return {
    list: (projectId) =>
      guarded('list integrations', async () => {
        const rows = await sql<IntegrationRow[]>`
          SELECT ${columns} FROM integrations WHERE project_id = ${projectId} ORDER BY created_at, id`;
        return rows.map(integrationFromRow);
      }),
    get: (projectId, integrationId) =>
      guarded('read an integration', async () => {
        const [row] = await sql<IntegrationRow[]>`
          SELECT ${columns} FROM integrations WHERE id = ${integrationId} AND project_id = ${projectId}`;
        return row === undefined ? null : integrationFromRow(row);
      }),
    create: ({ credentials, webhookSecret, settings, ...draft }) =>
      guarded('create an integration', async () =>
        sql.begin(async (transaction) => {
          await refuseTooMany(transaction, draft.project_id);
          const id = randomUUID();
          const [row] = await transaction<IntegrationRow[]>`
            INSERT INTO integrations ${transaction({
              id,
              ...draft,
              settings: transaction.json(settings as never),
              sealed_credentials: seals.credentials(id).seal(JSON.stringify(credentials)),
              sealed_webhook_secret: webhookSecret === null ? null : seals.webhook(id).seal(webhookSecret),
            })} RETURNING ${columns}`;
          if (row === undefined) throw new Error('An inserted integration came back without its row.');
          return integrationFromRow(row);
        }),
      ),
    update: (projectId, id, { credentials, webhookSecret, settings, ...words }) =>
      guarded('change an integration', async () => {
        const changes = {
          ...words,
          ...(settings === undefined ? {} : { settings: sql.json(settings as never) }),
          ...(credentials === undefined
            ? {}
            : { sealed_credentials: seals.credentials(id).seal(JSON.stringify(credentials)) }),
          ...(webhookSecret === undefined
            ? {}
            : { sealed_webhook_secret: seals.webhook(id).seal(webhookSecret) }),
        };
        const [row] = await sql<IntegrationRow[]>`
          UPDATE integrations SET ${sql(changes)} WHERE id = ${id} AND project_id = ${projectId}
          RETURNING ${columns}`;
        return row === undefined ? null : integrationFromRow(row);
      }),
    remove: (projectId, integrationId) =>
      guarded('remove an integration', async () => {
        const rows = await sql`
          DELETE FROM integrations WHERE id = ${integrationId} AND project_id = ${projectId} RETURNING id`;
        return rows.length > 0;
      }),
    reveal: (integrationId) =>
      guarded('read an integration', async () => {
        const [row] = await sql<SealedRow[]>`
          SELECT ${sealed} FROM integrations WHERE id = ${integrationId} AND enabled`;
        return row === undefined ? null : seals.open(row);
      }),
    verifiers: (kind, limit) =>
      guarded('list integrations', async () => {
        const rows = await sql<SealedRow[]>`
          SELECT ${sealed} FROM integrations WHERE kind = ${kind} AND enabled AND sealed_webhook_secret IS NOT NULL
          ORDER BY created_at, id LIMIT ${limit}`;
        return rows.map(seals.open);
      }),
    openOf: (projectId) =>
      guarded('list integrations', async () => {
        const rows = await sql<SealedRow[]>`
          SELECT ${sealed} FROM integrations WHERE project_id = ${projectId} AND enabled ORDER BY created_at, id`;
        return rows.map(seals.open);
      }),
    noteCheck: (integrationId, error) =>
      guarded('note a check', async () => {
        await sql`UPDATE integrations SET checked_at = now(), check_error = ${error} WHERE id = ${integrationId}`;
      }),
    saveImport: ({ id, project_id }, state) =>
      guarded('note how far an import is', async () =>
        sql.begin(async (transaction) => {
          await transaction`UPDATE integrations SET import = ${transaction.json(state)} WHERE id = ${id}`;
          if (state.status !== 'running') return;
          await appendToOutbox(transaction, [
            {
              id: `import.continued:${state.id}:${state.cursor ?? 'start'}:${state.issues}`,
              subject: 'import.continued',
              payload: { project_id, integration_id: id, import_id: state.id },
            },
          ]);
        }),
      ),
  };
}

function createSeals(secretKey: string) {
  const credentials = (id: string) => createSeal(secretKey, `integration ${id}`);
  const webhook = (id: string) => createSeal(secretKey, `integration ${id} webhook`);
  const open = ({ sealed_credentials, sealed_webhook_secret, ...row }: SealedRow): OpenIntegration =>
    ({
      ...row,
      // Stored by an older version perhaps: what was added since gets its default.
      settings: INTEGRATION_SETTINGS[row.kind].parse(row.settings),
      credentials: INTEGRATION_CREDENTIALS[row.kind].parse(
        JSON.parse(credentials(row.id).open(sealed_credentials)),
      ),
      webhookSecret: sealed_webhook_secret === null ? null : webhook(row.id).open(sealed_webhook_secret),
    }) as OpenIntegration;
  return { credentials, webhook, open };
}

function integrationFromRow(row: IntegrationRow): Integration {
  return {
    ...row,
    checked_at: row.checked_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
  };
}

async function refuseTooMany(sql: Queryable, projectId: number): Promise<void> {
  // The row lock makes two requests at once count one after the other.
  await sql`SELECT 1 FROM projects WHERE id = ${projectId} FOR UPDATE`;
  const [count] = await sql<{ integrations: number }[]>`
    SELECT count(*) AS integrations FROM integrations WHERE project_id = ${projectId}`;
  if ((count?.integrations ?? 0) < INTEGRATION_LIMITS.perProjectMax) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'too_many_integrations',
    message: `A project can have ${INTEGRATION_LIMITS.perProjectMax} integrations. Remove one first.`,
  });
}
