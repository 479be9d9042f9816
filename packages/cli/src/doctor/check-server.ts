import { openEngineProbe, readConnection, readEngineUrls, type EngineProbe } from '@bugsage/backends';
import { describeError, type Configuration } from '@bugsage/core';
import { failed, ok, warning, type Finding } from './check.ts';

const ANSWER_WITHIN_MS = 5_000;
/** Tokens and quotas count in seconds; more than this and logins end early. */
const CLOCK_SECONDS_APART = 30;

/** What the engines and the running parts say of themselves. */
export async function checkServer(configuration: Configuration, dataDirectory: string): Promise<Finding[]> {
  const running = await readEngineUrls(dataDirectory);
  const databaseUrl = configuration.BUGSAGE_DATABASE_URL ?? running?.databaseUrl;
  const clickhouseUrl = configuration.BUGSAGE_CLICKHOUSE_URL ?? running?.clickhouseUrl;
  if (databaseUrl === undefined || clickhouseUrl === undefined)
    return [warning('server', `none runs in ${dataDirectory}: "bugsage up" starts one.`)];
  const probe = openEngineProbe({ databaseUrl, clickhouseUrl });
  try {
    return [
      ...(await checkPostgres(probe)),
      await engine('clickhouse', async () =>
        ok('clickhouse', `ClickHouse ${await probe.clickHouseVersion()}`),
      ),
      ...(await checkRoles(dataDirectory)),
    ];
  } finally {
    await probe.close();
  }
}

async function checkPostgres(probe: EngineProbe): Promise<Finding[]> {
  const first = await engine('postgres', async () =>
    ok('postgres', `Postgres ${await probe.postgresVersion()}`),
  );
  if (first.state === 'failed') return [first];
  const { applied, known } = await probe.schema();
  const apart = Math.abs((await probe.postgresTime()) - Date.now()) / 1000;
  return [
    first,
    applied === known
      ? ok('schema', `version ${applied}`)
      : warning(
          'schema',
          `version ${applied}, this BugSage knows ${known}: the next start of the newer one migrates.`,
        ),
    (await probe.hasWordIndex())
      ? ok('search', 'the words of issues are indexed')
      : warning(
          'search',
          'every issue is looked at for a word: as a superuser of the database run "CREATE EXTENSION pg_trgm", then restart.',
        ),
    apart > CLOCK_SECONDS_APART
      ? failed(
          'clock',
          `${Math.round(apart)} s apart from the clock of Postgres: synchronize both machines (NTP).`,
        )
      : ok('clock', 'the same as that of Postgres'),
  ];
}

async function checkRoles(dataDirectory: string): Promise<Finding[]> {
  const connection = await readConnection(dataDirectory).catch(() => null);
  if (connection === null) return [];
  return [
    await checkHealth('collector', connection.collectorUrl),
    await checkHealth('analyzer', connection.apiUrl),
  ];
}

async function checkHealth(name: string, url: string): Promise<Finding> {
  return engine(name, async () => {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const health = (await answer.json()) as { status?: unknown; reasons?: unknown };
    const reasons = Array.isArray(health.reasons) ? health.reasons.map(String).join(' ') : '';
    return health.status === 'ok'
      ? ok(name, `${url} is well`)
      : warning(name, `${url} is ${String(health.status)}. ${reasons}`);
  });
}

async function engine(name: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return failed(name, `does not answer: ${describeError(error)} See docs/operating/failures.`);
  }
}
