import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createApi } from '../../src/api/index.ts';
import { startProviderServer } from '../../../packages/backends/src/testing/provider-server.ts';
import { gitHubTracker } from '../../../packages/backends/src/testing/tracker-routes.ts';
import { PASSWORD, USERS } from '../api/seed.ts';
import type { Hub } from './hub.ts';

const run = promisify(execFile);

export function describeExamples(hub: () => Hub): void {
  it('the examples of docs/integrations.md run as they are printed, one after the other', async () => {
    const page = await readFile(new URL('../../../docs/integrations.md', import.meta.url), 'utf8');
    const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block ?? '');
    expect(blocks.length).toBeGreaterThan(4);
    const state = { issues: [], commits: [], now: Date.now };
    const server = await startProviderServer(gitHubTracker(state, 'ghp_of_the_docs'));
    const api = await createApi(hub().fixture.services);
    await api.listen({ port: 0, host: '127.0.0.1' });
    const { port } = api.server.address() as AddressInfo;
    const issue = await hub().newIssue();
    const form = { username: USERS.admin.email, password: PASSWORD };
    const login = await hub().fixture.call({ method: 'POST', url: '/api/v1/auth/token', form });
    // Each answer on a line of its own.
    const script = blocks.map((block) => `${block}\necho`).join('\n');
    const { stdout } = await run('bash', ['-euc', script], {
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
        BUGSAGE_URL: `http://127.0.0.1:${port}`,
        TOKEN: login.json<{ access_token: string }>().access_token,
        ISSUE: issue.id,
        GITHUB_API: server.url,
        GITHUB_TOKEN: 'ghp_of_the_docs',
        JIRA_URL: 'https://acme.atlassian.net',
        JIRA_TOKEN: 'token-of-jira',
      },
    });
    expect(stdout).toContain('{"ok":true,"detail":"acme/shop"}');
    expect(stdout).toContain('"state":"creating"');
    expect(stdout).toContain('{"status":"accepted"}');
    expect(stdout).toContain('"kind":"jira"');
    expect(stdout).toContain('"webhooks":[]');
    await hub().runOnce();
    expect(state.issues).toHaveLength(1);
    await api.close();
    await server.stop();
    await hub().settled();
    await hub().fixture.sql`DELETE FROM integrations`;
  });
}
