import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../src/doctor/check.ts';
import { runCommand } from './faults/command-line.ts';
import { startServer, type RunningServer } from './running-server.ts';

describe('bugsage doctor', () => {
  let directory: string;
  let server: RunningServer | undefined;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-doctor-'));
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(directory, { recursive: true, force: true });
  });

  const examine = async (): Promise<{ code: number; findings: ReadonlyMap<string, Finding> }> => {
    const { code, output, errors } = await runCommand(directory, 'doctor', '--json');
    expect(errors).toBe('');
    const findings = JSON.parse(output) as Finding[];
    return { code, findings: new Map(findings.map((finding) => [finding.name, finding])) };
  };

  it('says that no server runs, and what starts one', async () => {
    const { code, findings } = await examine();
    expect(code).toBe(0);
    expect(findings.get('server')).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('bugsage up'),
    });
    expect(findings.get('disk speed')?.text).toMatch(/acknowledges a write in \d/);
    expect(findings.get('git')?.text).toContain('git version');
  });

  it('finds a running server well, and what does not answer after it was killed', async () => {
    server = await startServer({ dataDirectory: directory });
    const { code, findings } = await examine();
    expect([...findings.values()].filter(({ state }) => state === 'failed')).toEqual([]);
    expect(code).toBe(0);
    for (const name of ['postgres', 'clickhouse', 'schema', 'clock', 'collector', 'analyzer'])
      expect(findings.get(name), name).toMatchObject({ state: 'ok' });
    await server.kill();
    const after = await examine();
    expect(after.code).toBe(1);
    expect(after.findings.get('collector')).toMatchObject({ state: 'failed' });
  }, 240_000);
});
