import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ensureFirstAccounts,
  openBackends,
  openEngines,
  openPostgresChannelStore,
  openPostgresIntegrationStore,
  openPostgresSecretStore,
  type Backends,
} from '@bugsage/backends';
import { readConfiguration, type Configuration } from '@bugsage/core';
import type { LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { openCollector } from '../../../collector/src/index.ts';
import { createApi, type Api, type ApiServices } from '../../src/api/index.ts';
import { INGEST_KEY, PASSWORD, seed, USERS, type Seeded, type UserName } from './seed.ts';

export type Call = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly as?: UserName;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where it comes from; logins of one address are limited. */
  readonly address?: string;
};

export type Fixture = {
  readonly api: Api;
  readonly services: ApiServices;
  readonly backends: Backends;
  readonly sql: Backends['sql'];
  readonly ids: Seeded;
  /** One request against `api`, or another instance. */
  readonly call: (call: Call, api?: Api) => Promise<LightMyRequestResponse>;
  readonly login: (user: UserName) => Promise<{ access_token: string; refresh_token: string }>;
  stop(): Promise<void>;
};

/** The API on engines as every installation has them, in a folder of their own. */
export async function startFixture(environment: Readonly<Record<string, string>> = {}): Promise<Fixture> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-api-'));
  const configuration = readConfiguration({
    ...environment,
    BUGSAGE_DATA_DIR: directory,
    BUGSAGE_INGEST_KEY: INGEST_KEY,
  });
  const { backends, secretKey, stopBackends } = await startBackends(configuration);
  await ensureFirstAccounts(backends.sql, configuration);
  const ids = await seed(backends);
  const collector = await openCollector({
    configuration: { ...configuration, BUGSAGE_COLLECTOR_PORT: 0 },
    backends,
    dataDirectory: directory,
    logger: pino({ level: 'silent' }),
    onFailure: fail,
  });
  const services: ApiServices = {
    ...backends,
    collectorUrl: `http://127.0.0.1:${collector.port}`,
    secrets: openPostgresSecretStore(backends.sql, secretKey),
    channels: openPostgresChannelStore(backends.sql, secretKey),
    integrations: openPostgresIntegrationStore(backends.sql, secretKey),
    configuration,
    now: Date.now,
    secretKey,
    dashboardDirectory: null,
    ready: async () => ({ ok: true, reasons: await backends.unreachable() }),
    metrics: async () => '# TYPE up gauge\nup 1\n',
    logger: pino({ level: 'silent' }),
  };
  const api = await createApi(services);
  return {
    api,
    services,
    backends,
    sql: backends.sql,
    ids,
    ...createCallers(api),
    stop: async () => {
      await api.close();
      await collector.stop();
      await stopBackends();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function startBackends(
  configuration: Configuration,
): Promise<{ backends: Backends; secretKey: string; stopBackends: () => Promise<void> }> {
  const engines = await openEngines({
    configuration,
    mode: 'own',
    onProgress: () => undefined,
    onEngineEnded: fail,
    onFailure: fail,
  });
  const backends = await openBackends({
    configuration,
    engines,
    onRelayError: (error) => fail(String(error)),
  });
  const stopBackends = async (): Promise<void> => {
    await backends.close();
    await engines.stop();
  };
  return { backends, secretKey: engines.secretKey, stopBackends };
}

function fail(description: string): never {
  throw new Error(description);
}

function createCallers(api: Api): Pick<Fixture, 'call' | 'login'> {
  const tokens = new Map<UserName, Promise<string>>();
  const login: Fixture['login'] = async (user) => {
    const form = { username: USERS[user].email, password: PASSWORD };
    const answer = await call({ method: 'POST', url: '/api/v1/auth/token', form });
    return answer.json();
  };
  const tokenOf = (user: UserName): Promise<string> => {
    const token = tokens.get(user) ?? login(user).then((pair) => pair.access_token);
    tokens.set(user, token);
    return token;
  };
  const call: Fixture['call'] = async (given, target = api) => {
    const token = given.as === undefined ? null : await tokenOf(given.as);
    return target.inject({
      method: given.method ?? 'GET',
      url: given.url,
      ...remoteAddressOf(given),
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(given.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(given.form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...given.headers,
      },
      ...(given.json === undefined ? {} : { payload: JSON.stringify(given.json) }),
      ...(given.form === undefined ? {} : { payload: new URLSearchParams(given.form).toString() }),
    });
  };
  return { call, login };
}

/** Logins of one address are limited; here many people sign in within a minute. */
function remoteAddressOf({ url, address }: Call): { remoteAddress?: string } {
  if (address !== undefined) return { remoteAddress: address };
  return url.endsWith('/auth/token') ? { remoteAddress: `198.18.${randomInt(256)}.${randomInt(256)}` } : {};
}
