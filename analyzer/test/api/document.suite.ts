import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIV3_1 } from 'openapi-types';
import { describe, expect, it } from 'vitest';
import type { RouteRow } from '../../src/api/route-table.ts';
import type { Fixture } from './fixture.ts';

export function describeDocument(fixture: () => Fixture): void {
  const readDocument = async () =>
    (await fixture().call({ url: '/api/v1/openapi.json' })).json<OpenAPIV3_1.Document>();
  const routes = () =>
    fixture().api.routeTable.filter(({ method, url }) => method !== 'HEAD' && !url.startsWith('/docs'));

  describe('the OpenAPI document', () => {
    it('is valid OpenAPI 3.1', async () => {
      const document = await readDocument();
      expect(document.openapi).toBe('3.1.0');
      expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
    });

    it('has every route and no other', async () => {
      const { paths } = await readDocument();
      const documented = Object.entries(paths ?? {}).flatMap(([path, operations]) =>
        Object.keys(operations ?? {}).map((method) => `${method.toUpperCase()} ${path}`),
      );
      expect(documented.toSorted()).toEqual(routes().map(templated).toSorted());
    });

    it('names each operation once and says which need a token', async () => {
      const { paths } = await readDocument();
      const operations = routes().map((row) => {
        const path = paths?.[templatedUrl(row)] as Record<string, OpenAPIV3_1.OperationObject>;
        return { row, operation: path[row.method.toLowerCase()] };
      });
      const ids = operations.map(({ operation }) => operation?.operationId);
      expect(ids).not.toContain(undefined);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { row, operation } of operations) {
        const isPublic = row.access === 'public';
        expect([row.url, operation?.responses?.['401'] === undefined]).toEqual([row.url, isPublic]);
        expect(operation?.responses?.['default']).toMatchObject({
          content: { 'application/problem+json': {} },
        });
      }
    });

    it('has an example for everything that takes a body', async () => {
      const { paths } = await readDocument();
      const without = routes().flatMap((row) => {
        const path = paths?.[templatedUrl(row)] as Record<string, OpenAPIV3_1.OperationObject>;
        const body = path[row.method.toLowerCase()]?.requestBody;
        const isShown = body === undefined || JSON.stringify(body).includes('"example');
        return isShown ? [] : [templated(row)];
      });
      expect(without).toEqual([]);
    });

    it('refers only to schemas it has', async () => {
      const document = await readDocument();
      const named = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
        ([, name]) => name,
      );
      expect(new Set(named)).toEqual(new Set(Object.keys(document.components?.schemas ?? {})));
    });

    it('can be browsed at /docs, with its own scripts only', async () => {
      const answer = await fixture().call({ url: '/docs/' });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toMatch(/<script>|<script (?![^>]*src=)/);
      const policy = String(answer.headers['content-security-policy']);
      expect(/script-src ([^;]*);/.exec(policy)?.[1]).toBe("'self'");
    });
  });

  it('docs/api.md lists every route with who may call it', async () => {
    const page = await readPage();
    const listed = [...page.matchAll(/^\| `([A-Z]+) ([^`]+)` \| (\w+) \|/gm)].map(
      ([, method, url, access]) => `${method} ${url} ${access}`,
    );
    const expected = routes()
      // docs/source-maps.md tells of the routes for Sentry's tools.
      .filter(({ url }) => !url.startsWith('/api/v1/errors') && !url.startsWith('/api/0/'))
      .map((row) => `${templated(row)} ${row.access}`);
    expect(listed.toSorted()).toEqual(expected.toSorted());
  });
}

function readPage(): Promise<string> {
  return readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8');
}

function templated(row: RouteRow): string {
  return `${row.method} ${templatedUrl(row)}`;
}

function templatedUrl({ url }: RouteRow): string {
  return url.replaceAll(/:(\w+)/g, '{$1}');
}
