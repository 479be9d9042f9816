import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDashboard } from '../src/build.ts';

describe('the build of the dashboard', () => {
  let parent: string;
  let outDir: string;

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'bugsage-dashboard-'));
    outDir = join(parent, 'dist');
    await buildDashboard({ outDir });
  });
  afterAll(() => rm(parent, { recursive: true, force: true }));

  it('is done once for the same sources', async () => {
    expect(await buildDashboard({ outDir })).toEqual({ outDir, built: false });
    expect(await readdir(parent)).toEqual(['dist']);
  });

  it('is the one for production, whatever NODE_ENV is around it', async () => {
    expect(process.env['NODE_ENV']).toBe('test');
    const names = (await readdir(join(outDir, 'assets'))).filter((name) => name.endsWith('.js'));
    const scripts = await Promise.all(names.map((name) => readFile(join(outDir, 'assets', name), 'utf8')));
    expect(scripts.length).toBeGreaterThan(1);
    expect(scripts.filter((script) => /jsxDEV|react\.development/u.test(script))).toEqual([]);
  });

  it('holds nothing the content security policy refuses', async () => {
    const html = await readFile(join(outDir, 'index.html'), 'utf8');
    expect(html).toContain('<script type="module"');
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|data:/u);
  });
});
