import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const connectionSchema = z.object({
  apiUrl: z.url(),
  collectorUrl: z.url(),
  dsn: z.url(),
  adminEmail: z.string().min(1),
  adminPassword: z.string().min(1),
});

export type Connection = z.infer<typeof connectionSchema>;

/**
 * How to reach the running server, from `connection.json` in its data directory (`BUGSAGE_DATA_DIR`). Throws one
 * sentence that says what to start when the file is missing or not readable.
 */
export async function readConnection(environment: NodeJS.ProcessEnv): Promise<Connection> {
  const directory = resolve(environment['BUGSAGE_DATA_DIR'] || '.bugsage');
  const path = join(directory, 'connection.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no ${path}. Start BugSage with "npm start" in another shell first.`, { cause });
  });
  const connection = connectionSchema.parse(JSON.parse(text));
  const apiUrl = environment['BUGSAGE_URL'] || connection.apiUrl;
  return { ...connection, apiUrl };
}
