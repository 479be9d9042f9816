import type { SecondFactorStore } from '../../ports/user-store.ts';
import { guarded, type Sql } from '../postgres-client.ts';

export function openPostgresSecondFactorStore(sql: Sql): SecondFactorStore {
  return {
    begin: (userId, sealedSecret) =>
      guarded('begin a second factor', async () => {
        const { count } = await sql`
          UPDATE users SET totp_secret = ${sealedSecret} WHERE id = ${userId} AND totp_confirmed_at IS NULL`;
        return count > 0;
      }),
    confirm: (userId, step, recoveryHashes) =>
      guarded('confirm a second factor', () =>
        sql.begin(async (transaction) => {
          const { count } = await transaction`
            UPDATE users SET totp_confirmed_at = now(), totp_last_step = ${step}
            WHERE id = ${userId} AND totp_confirmed_at IS NULL AND totp_secret IS NOT NULL`;
          if (count === 0) return false;
          await transaction`DELETE FROM recovery_codes WHERE user_id = ${userId}`;
          await transaction`INSERT INTO recovery_codes (user_id, hash)
            SELECT ${userId}, unnest(${[...recoveryHashes]}::text[])`;
          return true;
        }),
      ),
    spendStep: (userId, step) =>
      guarded('spend a code', async () => {
        const { count } = await sql`
          UPDATE users SET totp_last_step = ${step} WHERE id = ${userId} AND totp_last_step < ${step}`;
        return count > 0;
      }),
    spendRecoveryCode: (userId, hash) =>
      guarded('spend a recovery code', async () => {
        const { count } = await sql`DELETE FROM recovery_codes WHERE user_id = ${userId} AND hash = ${hash}`;
        return count > 0;
      }),
    countRecoveryCodes: (userId) =>
      guarded('count recovery codes', async () => {
        const [row] = await sql<{ codes: number }[]>`
          SELECT count(*) AS codes FROM recovery_codes WHERE user_id = ${userId}`;
        return row?.codes ?? 0;
      }),
    disable: (userId) =>
      guarded('switch a second factor off', async () => {
        await sql.begin(async (transaction) => {
          await transaction`UPDATE users SET totp_secret = NULL, totp_confirmed_at = NULL WHERE id = ${userId}`;
          await transaction`DELETE FROM recovery_codes WHERE user_id = ${userId}`;
        });
      }),
  };
}
