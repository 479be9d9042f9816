import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateFile } from './write-private-file.ts';

/** Where a running server is reached: read by the demo, tests and the command line. Holds credentials. */
const connectionSchema = z.object({
  pid: z.int(),
  apiUrl: z.url(),
  collectorUrl: z.url(),
  dsn: z.url(),
  adminEmail: z.string(),
  /** Only in the run that generated it: it is stored hashed and cannot be shown again. */
  adminPassword: z.string().nullable(),
});

/** Engines an embedded process started, for a second process of the same data directory. */
const enginesSchema = z.object({ clickhouseUrl: z.url(), databaseUrl: z.url() });

export type Connection = z.infer<typeof connectionSchema>;
export type EngineUrls = z.infer<typeof enginesSchema>;

const CONNECTION = 'connection.json';
const ENGINES = 'engines.json';

export const writeConnection = (directory: string, connection: Connection): Promise<void> =>
  writeJson(join(directory, CONNECTION), connection);

export const writeEngineUrls = (directory: string, urls: EngineUrls): Promise<void> =>
  writeJson(join(directory, ENGINES), urls);

export async function readConnection(directory: string): Promise<Connection | null> {
  const text = await readFile(join(directory, CONNECTION), 'utf8').catch(() => null);
  return text === null ? null : connectionSchema.parse(JSON.parse(text));
}

export async function readEngineUrls(directory: string): Promise<EngineUrls | null> {
  const text = await readFile(join(directory, ENGINES), 'utf8').catch(() => null);
  return text === null ? null : enginesSchema.parse(JSON.parse(text));
}

export const removeEngineUrls = (directory: string): Promise<void> =>
  rm(join(directory, ENGINES), { force: true });

const writeJson = (path: string, value: unknown): Promise<void> =>
  writePrivateFile(path, JSON.stringify(value, null, 2));
