import { randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BugSageError, type Configuration } from '@bugsage/core';
import { startEmbeddedClickHouse } from './clickhouse/embedded-clickhouse.ts';
import { keepBallast } from './data-directory/ballast.ts';
import {
  readEngineUrls,
  removeEngineUrls,
  writeEngineUrls,
  type EngineUrls,
} from './data-directory/connection-file.ts';
import { lockDataDirectory } from './data-directory/lock.ts';
import { readOrCreateSecrets } from './data-directory/secrets.ts';
import { findFreePort } from './free-port.ts';
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts';
import { superviseEngine, type SupervisedEngine } from './supervise-engine.ts';

export type Engines = EngineUrls & {
  readonly dataDirectory: string;
  readonly secretKey: string;
  /** How each engine runs, for the start lines: `embedded (chDB)` or the host of its URL. */
  readonly descriptions: { readonly events: string; readonly issues: string; readonly bus: string };
  stop(): Promise<void>;
};

export type EngineOptions = {
  readonly configuration: Configuration;
  /** `own` starts what has no URL and locks the data directory; `attach` uses the engines another process runs there. */
  readonly mode: 'own' | 'attach';
  readonly onProgress: (line: string) => void;
  /** An embedded engine ended by itself and is being restarted; the journal takes what arrives meanwhile. */
  readonly onEngineEnded: (description: string) => void;
  /**
   * The disk of the data directory is full, and the ballast kept for that was given up (data-directory/ballast.ts).
   * Absent: no ballast is kept.
   */
  readonly onDiskFull?: (freeBytes: number) => void;
  /** An engine ended again and again; the process has to stop. */
  readonly onFailure: (description: string) => void;
};

export async function openEngines(options: EngineOptions): Promise<Engines> {
  const dataDirectory = resolve(options.configuration.BUGSAGE_DATA_DIR);
  await mkdir(dataDirectory, { recursive: true });
  // The unprivileged user of the embedded Postgres has to pass through; every secret inside has its own mode.
  await chmod(dataDirectory, 0o711);
  return options.mode === 'own'
    ? startEngines(options, dataDirectory)
    : attachToEngines(options, dataDirectory);
}

async function startEngines(options: EngineOptions, dataDirectory: string): Promise<Engines> {
  const { configuration, onProgress } = options;
  const lock = await lockDataDirectory(dataDirectory);
  const stops: (() => Promise<void>)[] = [() => lock.release()];
  const stop = async (): Promise<void> => {
    for (const step of stops.splice(0).toReversed()) await step();
  };
  try {
    if (options.onDiskFull !== undefined) {
      // What cannot be looked at, or kept, is no reason not to run.
      const ballast = { directory: dataDirectory, onReleased: options.onDiskFull, onError: () => undefined };
      const kept = await keepBallast(ballast);
      stops.push(() => kept.stop());
    }
    const secrets = await readOrCreateSecrets(dataDirectory);
    let databaseUrl = configuration.BUGSAGE_DATABASE_URL;
    let clickhouseUrl = configuration.BUGSAGE_CLICKHOUSE_URL;
    if (databaseUrl === undefined) {
      onProgress('Starting Postgres');
      const postgres = await supervisePostgres(options, dataDirectory, secrets.database_password);
      stops.push(() => postgres.stop());
      databaseUrl = postgres.url;
    }
    if (clickhouseUrl === undefined) {
      onProgress('Starting ClickHouse (chDB)');
      const clickhouse = await superviseClickHouse(options, dataDirectory);
      stops.push(() => clickhouse.stop());
      clickhouseUrl = clickhouse.url;
    }
    await writeEngineUrls(dataDirectory, { databaseUrl, clickhouseUrl });
    stops.push(() => removeEngineUrls(dataDirectory));
    const secretKey = configuration.BUGSAGE_SECRET_KEY ?? secrets.secret_key;
    return {
      databaseUrl,
      clickhouseUrl,
      dataDirectory,
      secretKey,
      descriptions: describeEngines(configuration),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function supervisePostgres(
  options: EngineOptions,
  dataDirectory: string,
  password: string,
): Promise<SupervisedEngine> {
  const engine = { directory: join(dataDirectory, 'postgres'), password, port: await findFreePort() };
  const { onEngineEnded: onEnded, onFailure } = options;
  return superviseEngine({
    name: 'Postgres',
    start: () => startEmbeddedPostgres(engine),
    onEnded,
    onFailure,
  });
}

async function superviseClickHouse(options: EngineOptions, dataDirectory: string): Promise<SupervisedEngine> {
  const password = randomBytes(24).toString('hex');
  const engine = { directory: join(dataDirectory, 'clickhouse'), password, port: await findFreePort() };
  const { onEngineEnded: onEnded, onFailure } = options;
  return superviseEngine({ name: 'chDB', start: () => startEmbeddedClickHouse(engine), onEnded, onFailure });
}

async function attachToEngines(options: EngineOptions, dataDirectory: string): Promise<Engines> {
  const { configuration } = options;
  const running = await readEngineUrls(dataDirectory);
  const databaseUrl = configuration.BUGSAGE_DATABASE_URL ?? running?.databaseUrl;
  const clickhouseUrl = configuration.BUGSAGE_CLICKHOUSE_URL ?? running?.clickhouseUrl;
  if (databaseUrl === undefined || clickhouseUrl === undefined) {
    throw new BugSageError({
      kind: 'unavailable',
      code: 'no_engines',
      message: `No engines run in ${dataDirectory}. Start "bugsage collector" there first, or set BUGSAGE_DATABASE_URL and BUGSAGE_CLICKHOUSE_URL.`,
    });
  }
  const secrets = await readOrCreateSecrets(dataDirectory);
  const secretKey = configuration.BUGSAGE_SECRET_KEY ?? secrets.secret_key;
  const stop = async (): Promise<void> => undefined;
  return {
    databaseUrl,
    clickhouseUrl,
    dataDirectory,
    secretKey,
    descriptions: describeEngines(configuration),
    stop,
  };
}

function describeEngines(configuration: Configuration): Engines['descriptions'] {
  const hostOf = (url: string | undefined, embedded: string): string =>
    url === undefined ? embedded : new URL(url).host;
  return {
    events: hostOf(configuration.BUGSAGE_CLICKHOUSE_URL, 'ClickHouse, embedded (chDB)'),
    issues: hostOf(configuration.BUGSAGE_DATABASE_URL, 'Postgres, embedded'),
    bus: hostOf(configuration.BUGSAGE_NATS_URL, 'in process, on Postgres'),
  };
}
