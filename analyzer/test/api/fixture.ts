import { readConfiguration } from '@bugsage/core';
import type { LightMyRequestResponse } from 'fastify';
import pino from 'pino';
import { openPostgresIngestStore } from '../../../packages/backends/src/postgres/ingest/postgres-ingest-store.ts';
import { openPostgresAccountStore } from '../../../packages/backends/src/postgres/postgres-account-store.ts';
import { openPostgresAnalysisStore } from '../../../packages/backends/src/postgres/postgres-analysis-store.ts';
import { openPostgresFixStore } from '../../../packages/backends/src/postgres/postgres-fix-store.ts';
import { openPostgresIssueStore } from '../../../packages/backends/src/postgres/postgres-issue-store.ts';
import { createApi, type Api, type ApiServices } from '../../src/api/index.ts';
import { startEngines, type Engines } from './engines.ts';
import { PASSWORD, seed, USERS, type Seeded, type UserName } from './seed.ts';

export type Call = {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly as?: UserName;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Fixture = {
  readonly api: Api;
  readonly services: ApiServices;
  readonly engines: Engines;
  readonly ids: Seeded;
  /** One request against `api`, or another instance. */
  readonly call: (call: Call, api?: Api) => Promise<LightMyRequestResponse>;
  readonly login: (user: UserName) => Promise<{ access_token: string; refresh_token: string }>;
  stop(): Promise<void>;
};

export async function startFixture(): Promise<Fixture> {
  const engines = await startEngines();
  const { sql, events, bus } = engines;
  const stores = {
    accounts: openPostgresAccountStore(sql),
    issues: openPostgresIssueStore(sql),
    analyses: openPostgresAnalysisStore(sql),
    fixes: openPostgresFixStore(sql),
  };
  const ids = await seed({ sql, events, ingest: openPostgresIngestStore(sql), ...stores });
  const services: ApiServices = {
    ...stores,
    events,
    bus,
    configuration: readConfiguration({}),
    now: Date.now,
    secretKey: 'the secret key of the tests, long enough',
    dashboardDirectory: null,
    ready: async () => ({ ok: true, reasons: [] }),
    metrics: async () => '# TYPE up gauge\nup 1\n',
    logger: pino({ level: 'silent' }),
  };
  const api = await createApi(services);
  const callers = createCallers(api);
  return {
    api,
    services,
    engines,
    ids,
    ...callers,
    stop: async () => {
      await api.close();
      await engines.stop();
    },
  };
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
