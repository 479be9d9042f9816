import { fileURLToPath } from 'node:url';
import type { AddressInfo } from 'node:net';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describe, expect, it } from 'vitest';
import { createApiClient } from '../../../packages/api-client/src/index.ts';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { newPerson } from './fresh-resources.ts';

const GENERATED = fileURLToPath(new URL('../../../packages/api-client/src/document.ts', import.meta.url));
const HEADER = `// Generated from the OpenAPI document; the test that compares it writes it too:
// npx vitest run analyzer/test/api.test.ts -t "typed client" -u

/* oxlint-disable */
`;

export function describeClient(fixture: () => Fixture): void {
  describe('the typed client', () => {
    it('is generated from the document of this very version', async () => {
      const document = (await fixture().call({ url: '/api/v1/openapi.json' })).json<OpenAPI3>();
      const types = astToString(await openapiTypescript(document, { alphabetize: true }));
      await expect(HEADER + types).toMatchFileSnapshot(GENERATED);
    });

    it('speaks to a server', async () => {
      const api = await createApi(fixture().services);
      await api.listen({ port: 0, host: '127.0.0.1' });
      const { port } = api.server.address() as AddressInfo;
      const { token } = await newPerson(fixture(), { organizationId: 1, role: 'viewer' });
      const client = createApiClient({ baseUrl: `http://127.0.0.1:${port}`, token: () => token });
      const found = await client.GET('/api/v1/issues/{issue_id}', {
        params: { path: { issue_id: fixture().ids.issue } },
      });
      expect(found.data?.title).toContain('cart is');
      const refused = await client.PUT('/api/v1/projects/{project_id}', {
        params: { path: { project_id: 1 } },
        body: { name: 'x' },
      });
      expect(refused.error).toMatchObject({ status: 403, code: 'role_too_low' });
      await api.close();
    });
  });
}
