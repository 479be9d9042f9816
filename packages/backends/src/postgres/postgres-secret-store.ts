import { createSeal } from '../accounts/seal.ts';
import { SECRET_NAMES, type SecretInfo, type SecretName, type SecretStore } from '../ports/secret-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

/** Sealed under the secret key of the installation and the project's number: a row moved to another project opens nothing. */
export function openPostgresSecretStore(sql: Sql, secretKey: string): SecretStore {
  const sealOf = (projectId: number, name: SecretName) =>
    createSeal(secretKey, `project ${projectId} secret ${name}`);
  return {
    list: (projectId) =>
      guarded('list secrets', async () => {
        const rows = await sql<{ name: string; updated_at: Date; updated_by: string }[]>`
          SELECT name, updated_at, updated_by FROM project_secrets WHERE project_id = ${projectId} ORDER BY name`;
        return rows.flatMap((row): SecretInfo[] => {
          const name = SECRET_NAMES.find((known) => known === row.name);
          return name === undefined ? [] : [{ ...row, name, updated_at: row.updated_at.toISOString() }];
        });
      }),
    set: ({ projectId, name, value, by }) =>
      guarded('keep a secret', async () => {
        const sealed = sealOf(projectId, name).seal(value);
        await sql`
          INSERT INTO project_secrets (project_id, name, sealed, updated_by) VALUES (${projectId}, ${name}, ${sealed}, ${by})
          ON CONFLICT (project_id, name) DO UPDATE SET sealed = ${sealed}, updated_by = ${by}, updated_at = now()`;
      }),
    remove: (projectId, name) =>
      guarded('remove a secret', async () => {
        const rows = await sql`
          DELETE FROM project_secrets WHERE project_id = ${projectId} AND name = ${name} RETURNING name`;
        return rows.length > 0;
      }),
    reveal: (projectId, name) =>
      guarded('read a secret', async () => {
        const [row] = await sql<{ sealed: string }[]>`
          SELECT sealed FROM project_secrets WHERE project_id = ${projectId} AND name = ${name}`;
        return row === undefined ? null : sealOf(projectId, name).open(row.sealed);
      }),
  };
}
