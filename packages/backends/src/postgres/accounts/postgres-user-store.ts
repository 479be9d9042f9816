import { BugSageError } from '@bugsage/core';
import type { IdentityStore, NewUser, User, UserStore } from '../../ports/user-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { keepAnOwner } from './keep-an-owner.ts';
import { isUniqueViolation } from './unique-violation.ts';

export function openPostgresUserStore(sql: Sql): UserStore {
  const one = async (condition: ReturnType<Queryable>): Promise<User | null> => {
    const [row] = await sql<UserRow[]>`SELECT ${columns(sql)} FROM users WHERE ${condition}`;
    return row === undefined ? null : userFromRow(row);
  };
  return {
    findByEmail: (email) => guarded('look up a user', () => one(sql`email = ${email.toLowerCase()}`)),
    get: (userId) => guarded('read a user', () => one(sql`id = ${userId}`)),
    list: ({ skip, limit }) =>
      guarded('list users', async () => {
        const rows = await sql<
          UserRow[]
        >`SELECT ${columns(sql)} FROM users ORDER BY email OFFSET ${skip} LIMIT ${limit}`;
        const [count] = await sql<{ total: number }[]>`SELECT count(*) AS total FROM users`;
        return { users: rows.map(userFromRow), total: count?.total ?? 0 };
      }),
    create: (user) => guarded('create a user', () => createUser(sql, user)),
    update: (userId, patch) =>
      guarded('change a user', () =>
        sql.begin(async (transaction) => {
          const [row] = await transaction<UserRow[]>`
            UPDATE users SET
              name = ${patch.name === undefined ? sql`name` : patch.name},
              is_operator = ${patch.is_operator === undefined ? sql`is_operator` : patch.is_operator}
            WHERE id = ${userId} RETURNING ${columns(sql)}`;
          if (patch.is_operator === false) await keepAnOperator(transaction);
          return row === undefined ? null : userFromRow(row);
        }),
      ),
    setPassword: (userId, passwordHash, keepSession) =>
      guarded('set a password', () =>
        sql.begin(async (transaction) => {
          const { count } =
            await transaction`UPDATE users SET password_hash = ${passwordHash} WHERE id = ${userId}`;
          await transaction`DELETE FROM sessions WHERE user_id = ${userId} AND id IS DISTINCT FROM ${keepSession}::uuid`;
          await transaction`DELETE FROM password_resets WHERE user_id = ${userId}`;
          return count > 0;
        }),
      ),
    remove: (userId) => guarded('remove a user', () => removeUser(sql, userId)),
    savePasswordReset: ({ hash, userId, expiresAt }) =>
      guarded('save a password link', async () => {
        await sql.begin(async (transaction) => {
          await transaction`DELETE FROM password_resets WHERE user_id = ${userId}`;
          await transaction`INSERT INTO password_resets (hash, user_id, expires_at)
            VALUES (${hash}, ${userId}, ${new Date(expiresAt)})`;
        });
      }),
    spendPasswordReset: (hash) =>
      guarded('spend a password link', async () => {
        const [row] = await sql<{ user_id: string; expires_at: Date }[]>`
          DELETE FROM password_resets WHERE hash = ${hash} RETURNING user_id, expires_at`;
        return row === undefined || row.expires_at.getTime() <= Date.now() ? null : row.user_id;
      }),
  };
}

export function openPostgresIdentityStore(sql: Sql): IdentityStore {
  return {
    find: ({ issuer, subject }) =>
      guarded('look up an identity', async () => {
        const [row] = await sql<UserRow[]>`SELECT ${columns(sql)} FROM users WHERE id = (
          SELECT user_id FROM identities WHERE issuer = ${issuer} AND subject = ${subject})`;
        return row === undefined ? null : userFromRow(row);
      }),
    link: ({ issuer, subject, userId }) =>
      guarded('link an identity', async () => {
        const [row] = await sql<{ user_id: string }[]>`
          INSERT INTO identities (issuer, subject, user_id) VALUES (${issuer}, ${subject}, ${userId})
          ON CONFLICT (issuer, subject) DO UPDATE SET issuer = excluded.issuer RETURNING user_id`;
        if (row?.user_id !== userId)
          throw conflict('identity_taken', 'This identity belongs to another account.');
      }),
  };
}

type UserRow = Omit<User, 'created_at'> & { readonly created_at: Date };

function columns(sql: Sql): ReturnType<Queryable> {
  return sql`id, email, name, password_hash, is_operator, totp_secret, totp_confirmed_at IS NOT NULL AS totp_confirmed, created_at`;
}

function userFromRow(row: UserRow): User {
  return { ...row, created_at: row.created_at.toISOString() };
}

async function createUser(sql: Sql, user: NewUser): Promise<User> {
  try {
    const [row] = await sql<UserRow[]>`
      INSERT INTO users (email, name, password_hash, is_operator)
      VALUES (${user.email.toLowerCase()}, ${user.name}, ${user.password_hash}, ${user.is_operator ?? false})
      RETURNING ${columns(sql)}`;
    if (row === undefined) throw new Error('An insert returned no row.');
    return userFromRow(row);
  } catch (error) {
    if (isUniqueViolation(error, 'email'))
      throw conflict('email_taken', 'An account has this e-mail address already.');
    throw error;
  }
}

async function removeUser(sql: Sql, userId: string): Promise<boolean> {
  return sql.begin(async (transaction) => {
    const organizations = await transaction<{ organization_id: number }[]>`
      DELETE FROM members WHERE user_id = ${userId} RETURNING organization_id`;
    for (const { organization_id: id } of organizations) await keepAnOwner(transaction, id);
    const { count } = await transaction`DELETE FROM users WHERE id = ${userId}`;
    if (count > 0) await keepAnOperator(transaction);
    return count > 0;
  });
}

async function keepAnOperator(transaction: Queryable): Promise<void> {
  const [row] = await transaction`SELECT 1 FROM users WHERE is_operator LIMIT 1`;
  if (row === undefined)
    throw conflict(
      'last_operator',
      'Somebody has to run this installation. Make another user operator first.',
    );
}

function conflict(code: string, message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code, message });
}
