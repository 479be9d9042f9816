import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './write-private-file.ts';

const secretsSchema = z.object({
  /** Signs access and refresh tokens; 64 hex. */
  secret_key: z.string().min(32),
  /** Of the embedded Postgres. */
  database_password: z.string().min(16),
});

export type Secrets = z.infer<typeof secretsSchema>;

/** Reads what an earlier start generated, or generates it. The file is readable by its owner only. */
export async function readOrCreateSecrets(directory: string): Promise<Secrets> {
  const path = join(directory, 'secrets.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text !== null) return secretsSchema.parse(JSON.parse(text));
  const secrets = {
    secret_key: randomBytes(32).toString('hex'),
    database_password: randomBytes(24).toString('hex'),
  };
  await writePrivateFile(path, JSON.stringify(secrets));
  return secrets;
}

/** What a backup sealed has to be opened after its restore. Only for a data directory that holds nothing else yet. */
export async function adoptSecretKey(directory: string, secretKey: string): Promise<void> {
  const { database_password } = await readOrCreateSecrets(directory);
  await writePrivateFile(
    join(directory, 'secrets.json'),
    JSON.stringify({ secret_key: secretKey, database_password }),
  );
}
