import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFiles } from '../../../packages/tidy/src/source-files.ts';
import { createApi, type Api } from '../../src/api/index.ts';
import type { Fixture } from './fixture.ts';
import { PASSWORD, USERS } from './seed.ts';

const run = promisify(execFile);
const LOGIN_PAGE = 'docs/api.md';

/** Its commands speak to another service as well: `analyzer/test/integrations/examples.suite.ts` runs them. */
const WITH_OTHERS = 'docs/integrations.md';

/** Pages with commands that call the API, and these commands in order. */
const PAGES = listFiles(/^(README\.md|docs\/.*\.md|packages\/[^/]+\/README\.md)$/)
  .filter(({ path }) => path !== WITH_OTHERS)
  .map(({ path, text }) => ({ path, blocks: shellBlocks(text).filter((block) => block.includes('curl ')) }))
  .filter(({ blocks }) => blocks.length > 0);

/** The first block of it logs in, for the commands of all pages. */
const LOGIN = PAGES.find(({ path }) => path === LOGIN_PAGE)?.blocks[0] ?? '';

export function describeExamples(fixture: () => Fixture): void {
  describe('the commands of the docs', () => {
    let api: Api;
    beforeAll(async () => {
      api = await createApi(fixture().services);
      await api.listen({ port: 0, host: '127.0.0.1' });
      // Of the commands that look at one release.
      await fixture().services.releases.announce({ project_id: 1, version: 'shop@2.1.0' });
    });
    afterAll(() => api.close());

    const runShell = async (script: string): Promise<string> => {
      const { port } = api.server.address() as AddressInfo;
      const { stdout } = await run('sh', ['-euc', script], {
        env: {
          PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
          BUGSAGE_URL: `http://127.0.0.1:${port}`,
          BUGSAGE_EMAIL: USERS.admin.email,
          BUGSAGE_PASSWORD: PASSWORD,
        },
      });
      return stdout;
    };

    it('log in and list issues', async () => {
      expect(JSON.parse(await runShell(LOGIN))).toMatchObject({
        total: expect.any(Number),
        page: 1,
        size: 10,
      });
    });

    it.each(PAGES)('$path run as they are printed', async ({ path, blocks }) => {
      const own = path === LOGIN_PAGE ? blocks.slice(1) : blocks;
      expect(await runShell([LOGIN, ...own].join('\n'))).not.toBe('');
    });

    it('show the problem the server really answers', async () => {
      const page = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8');
      const [, shown] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
      const answer = await fixture().call({ url: '/api/v1/issues?sevrity=high', as: 'viewer' });
      expect(answer.json()).toEqual(JSON.parse(shown ?? 'null'));
    });
  });
}

function shellBlocks(text: string): string[] {
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
}
