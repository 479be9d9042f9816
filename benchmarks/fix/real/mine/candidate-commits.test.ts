import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { candidateCommits } from './candidate-commits.ts';

it('takes small commits that speak of a crash and change source and tests', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bugsage-mine-'));
  const git = (...given: string[]): string =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...given], {
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: '2020-02-02T12:00:00Z' },
    }).trim();
  const commit = async (subject: string, files: Readonly<Record<string, string>>): Promise<string> => {
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder, file), text);
    git('add', '.');
    git('commit', '-q', '-m', subject);
    return git('rev-parse', 'HEAD');
  };
  try {
    git('init', '-q');
    await mkdir(join(folder, 'lib'));
    await mkdir(join(folder, 'test'));
    const start = await commit('Start', { 'lib/a.js': 'a;\n', 'test/a.js': 'a;\n' });
    const fix = await commit('Fix crash without a name', { 'lib/a.js': 'b;\n', 'test/a.js': 'b;\n' });
    await commit('Fix crash without tests', { 'lib/a.js': 'c;\n' });
    await commit('Add prices', { 'lib/a.js': 'd;\n', 'test/a.js': 'd;\n' });
    await commit('Fix crash and rewrite', { 'lib/a.js': 'e;\n'.repeat(40), 'test/a.js': 'e;\n' });
    expect(await candidateCommits(join(folder, '.git'), 'shop/prices')).toEqual([
      {
        repo: 'shop/prices',
        commit: fix,
        parent: start,
        date: '2020-02-02',
        subject: 'Fix crash without a name',
        sources: ['lib/a.js'],
        tests: ['test/a.js'],
      },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
