import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import * as fc from 'fast-check';
import type { LightMyRequestResponse } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RouteRow } from '../../src/api/route-table.ts';
import { arbitraryOf, type Schema } from './arbitrary-of-schema.ts';
import { callOf, namesOf, prepare } from './example-call.ts';
import type { Call, Fixture } from './fixture.ts';
import { newPerson, type Person } from './fresh-resources.ts';
import { PASSWORD } from './seed.ts';

/** Requests made up for each operation, new ones each time. `BUGSAGE_CONTRACT_RUNS=200` looks longer. */
const RUNS = Number(process.env['BUGSAGE_CONTRACT_RUNS'] ?? 5);
const AT_ONCE = 6;

type Operation = OpenAPIV3_1.OperationObject;
type Parameter = { readonly name: string; readonly in: string; readonly schema: Schema };

/** The OpenAPI document as a promise: its examples work, and no request gets an answer it does not describe. */
export function describeContract(fixture: () => Fixture): void {
  describe('the promise of the OpenAPI document', () => {
    let document: OpenAPIV3_1.Document;
    let ajv: Ajv2020;

    beforeAll(async () => {
      document = (await fixture().call({ url: '/api/v1/openapi.json' })).json();
      ajv = new Ajv2020({ strict: false, validateFormats: true });
      formats.default(ajv);
      ajv.addSchema(document, 'api');
    });

    const rows = () =>
      fixture().api.routeTable.filter(
        // The live stream answers as a WebSocket; it has tests of its own.
        ({ method, url }) => method !== 'HEAD' && url.startsWith('/api/v1') && url !== '/api/v1/live',
      );
    const pathOf = (row: RouteRow) => row.url.replaceAll(/:(\w+)/g, '{$1}');
    const operationOf = (row: RouteRow) =>
      (document.paths?.[pathOf(row)] as Record<string, Operation> | undefined)?.[row.method.toLowerCase()];

    /** What is wrong with an answer, by the document alone; null when nothing is. */
    const judge = (row: RouteRow, answer: LightMyRequestResponse): string | null => {
      const { statusCode, body, headers } = answer;
      if (statusCode >= 500) return `${statusCode} ${body}`;
      const responses = operationOf(row)?.responses ?? {};
      const key = String(statusCode) in responses ? String(statusCode) : 'default';
      if (key === 'default' && statusCode < 400) return `${statusCode} is not described`;
      const described = responses[key] as OpenAPIV3_1.ResponseObject;
      const mediaType = (headers['content-type'] ?? '').split(';')[0] ?? '';
      const { content } = described;
      if (content === undefined) return body === '' ? null : `${statusCode} has a body that is not described`;
      if (content[mediaType] === undefined) return `${statusCode} is ${mediaType}, which is not described`;
      if (!mediaType.endsWith('json')) return null;
      const place = [
        'paths',
        pathOf(row),
        row.method.toLowerCase(),
        'responses',
        key,
        'content',
        mediaType,
        'schema',
      ];
      const pointer = place.map((part) =>
        encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
      );
      const validate = ajv.compile({ $ref: `api#/${pointer.join('/')}` });
      return validate(JSON.parse(body))
        ? null
        : `${statusCode} ${ajv.errorsText(validate.errors)}: ${body.slice(0, 500)}`;
    };

    /** Somebody who may: owner of the organization, and operator. */
    const allowed = async (row: RouteRow) => {
      const { made, organizationId } = await prepare(fixture(), row);
      const membership = { organizationId, role: 'owner' } as const;
      return { made, caller: await newPerson(fixture(), membership, { isOperator: true }) };
    };

    const failures = async (check: (row: RouteRow) => Promise<string | null>): Promise<string[]> => {
      const wrong: string[] = [];
      const rest = rows();
      const work = async (): Promise<void> => {
        for (let row = rest.pop(); row !== undefined; row = rest.pop()) {
          const found = await check(row);
          if (found !== null) wrong.push(`${row.method} ${row.url}: ${found}`);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      return wrong;
    };

    it('holds for the example of every route', { timeout: 300_000 }, async () => {
      await fixture().sql`INSERT INTO users (email, name, password_hash)
        SELECT 'ann@acme.example', 'Ann', password_hash FROM users WHERE email = 'viewer@acme.example' ON CONFLICT DO NOTHING`;
      const wrong = await failures(async (row) => {
        if (row.url in NOT_ALONE) return null;
        await fixture().sql`UPDATE organizations SET slug = id || '-gone' WHERE slug = 'acme-payments'`;
        await fixture().sql`UPDATE users SET email = id || '@gone.example' WHERE email = 'bob@acme.example'`;
        const { made, caller } = await allowed(row);
        const call = await callOf({ fixture: fixture(), row, caller, made });
        const answer = await fixture().call({ ...call, address: someAddress() });
        if (answer.statusCode >= 400) return `${answer.statusCode} ${answer.body}`;
        return judge(row, answer);
      });
      expect(wrong).toEqual([]);
      expect(PASSWORD).toBe('correct horse battery');
    });

    it('holds for whatever is sent', { timeout: 300_000 }, async () => {
      let asked = 0;
      const wrong = await failures(async (row) => {
        const { made, caller } = await allowed(row);
        const right = await callOf({ fixture: fixture(), row, caller, made });
        const property = fc.asyncProperty(requestOf(row, right, caller), async (call) => {
          asked += 1;
          const found = judge(row, await fixture().call(call));
          if (found !== null) throw new Error(`${call.url} ${JSON.stringify(call.json)} -> ${found}`);
        });
        const result = await fc.check(property, { numRuns: RUNS, endOnFailure: true });
        return result.failed ? (fc.defaultReportMessage(result) ?? 'failed') : null;
      });
      expect(wrong).toEqual([]);
      expect(asked).toBe(rows().length * RUNS);
    });

    /** A request by the schemas of the operation; ids are mostly those that exist. */
    const requestOf = (row: RouteRow, right: Call, caller: Person): fc.Arbitrary<Call> => {
      const operation = operationOf(row);
      const resolve = (ref: string) => document.components?.schemas?.[ref.split('/').at(-1) ?? ''] as Schema;
      const parameters = (operation?.parameters ?? []) as Parameter[];
      const query = parameters.filter((parameter) => parameter.in === 'query');
      const oddPath = fc.tuple(...pathNames(row).map((name) => fc.tuple(fc.constant(name), oddSegment)));
      const [path = ''] = right.url.split('?');
      const url = fc.oneof(
        { weight: 4, arbitrary: fc.constant(path) },
        {
          weight: 1,
          arbitrary: oddPath.map((parts) =>
            parts.reduce((all, [name, odd]) => all.replace(`:${name}`, odd), row.url),
          ),
        },
      );
      const queryFields = fc.record(
        Object.fromEntries(query.map(({ name, schema }) => [name, arbitraryOf(schema, resolve)])),
        { requiredKeys: [] },
      );
      const body = bodySchemaOf(operation);
      const json = body === null ? fc.constant(undefined) : arbitraryOf(body.schema, resolve);
      return fc
        .record({ url, queryFields, json })
        .map(({ url: target, queryFields: fields, json: sent }): Call => {
          const pairs = Object.entries(fields).map(([name, value]): [string, string] => [
            name,
            typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? ''),
          ]);
          return {
            method: right.method ?? 'GET',
            url: pairs.length === 0 ? target : `${target}?${new URLSearchParams(pairs).toString()}`,
            address: someAddress(),
            headers: { authorization: `Bearer ${caller.token}` },
            ...(sent === undefined ? {} : body?.isForm === true ? { form: formOf(sent) } : { json: sent }),
          };
        });
    };
  });
}

/** Routes whose example needs a partner that is not here. */
const NOT_ALONE: Readonly<Record<string, string>> = {
  '/api/v1/auth/oidc/login': 'an identity provider: oidc.suite.ts',
  '/api/v1/auth/oidc/callback': 'an identity provider: oidc.suite.ts',
  '/api/v1/projects/:project_id/grouping-rules/rollback': 'rules to go back from: grouping.suite.ts',
  '/api/v1/webhooks/:source': 'a signature: integrations.test.ts',
  '/api/v1/users/me/totp/confirm': 'a code of an app: accounts.suite.ts',
};

const oddSegment = fc
  .oneof(fc.uuid(), fc.integer().map(String), fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }))
  .map((text) => encodeURIComponent(text.toWellFormed()).replaceAll('.', '%2E'));

function pathNames(row: RouteRow): readonly string[] {
  return namesOf(row).filter((name) => row.url.includes(`:${name}`));
}

function bodySchemaOf(operation: Operation | undefined): { schema: Schema; isForm: boolean } | null {
  const body = operation?.requestBody;
  const content = body === undefined || '$ref' in body ? {} : body.content;
  const [mediaType, media] = Object.entries(content)[0] ?? [];
  if (media?.schema === undefined) return null;
  return { schema: media.schema, isForm: mediaType === 'application/x-www-form-urlencoded' };
}

function formOf(value: unknown): Record<string, string> {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(fields.map(([name, field]) => [name, String(field).toWellFormed()]));
}

function someAddress(): string {
  const part = () => Math.floor(Math.random() * 256);
  return `198.${18 + (part() % 2)}.${part()}.${part()}`;
}
