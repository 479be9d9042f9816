import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { PASSWORD, USERS } from './seed.ts';

const run = promisify(execFile);

export function describeExamples(fixture: () => Fixture): void {
  describe('the examples of docs/api.md', () => {
    it('run as they are printed', async () => {
      const page = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8');
      const [script] = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
      const api = await createApi(fixture().services);
      await api.listen({ port: 0, host: '127.0.0.1' });
      const { port } = api.server.address() as AddressInfo;
      const { stdout } = await run('sh', ['-euc', script ?? 'exit 1'], {
        env: {
          PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
          BUGSAGE_URL: `http://127.0.0.1:${port}`,
          BUGSAGE_EMAIL: USERS.viewer.email,
          BUGSAGE_PASSWORD: PASSWORD,
        },
      });
      expect(JSON.parse(stdout)).toMatchObject({ total: expect.any(Number), page: 1, size: 10 });
      await api.close();
    });

    it('show the problem the server really answers', async () => {
      const page = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8');
      const [, shown] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
      const answer = await fixture().call({ url: '/api/v1/issues?sevrity=high', as: 'viewer' });
      expect(answer.json()).toEqual(JSON.parse(shown ?? 'null'));
    });
  });
}
