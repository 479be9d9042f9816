import { execFileSync } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SourceRepository } from '../ports/index.ts';
import { openRepository, pruneWorktrees, worktreeDirectoryOf } from './index.ts';
import { transportOf } from './repository-url.ts';

let root: string;
let source: string;
let repository: SourceRepository;
const commits: string[] = [];

const git = (...rest: string[]) => execFileSync('git', ['-C', source, ...rest], { encoding: 'utf8' }).trim();

const at = (index: number) => commits[index] ?? '';

async function commit(files: Record<string, string>, subject: string): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(source, path)), { recursive: true });
    await writeFile(join(source, path), text);
  }
  git('add', '--all');
  git(
    '-c',
    'user.name=Ada',
    '-c',
    'user.email=ada@example.org',
    'commit',
    '-qm',
    subject,
    '--date=2026-01-02T03:04:05Z',
  );
  const hash = git('rev-parse', 'HEAD');
  commits.push(hash);
  return hash;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bugsage-scm-test-'));
  source = join(root, 'source');
  await mkdir(source);
  git('init', '-q', '-b', 'main');
  await symlink('/etc/passwd', join(source, 'link'));
  await commit(
    { 'src/a.js': 'one\ntwo\n', '-rf': 'x', 'big.txt': 'x'.repeat(1024 * 1024 + 1) },
    'First: it began',
  );
  git('tag', 'v1.0.0');
  await commit({ 'src/a.js': 'one\nTWO\n', 'ü/ö.js': 'umlaut' }, 'Second');
  git('tag', 'shop@1.1.0');
  await commit({ 'src/b.js': 'three\n' }, 'Third');
  repository = await openRepository({ url: source, mirrorDirectory: join(root, 'mirror') });
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('what a URL may be', () => {
  test.each([
    ['/srv/git/shop', 'file'],
    ['https://example.org/shop.git', 'https'],
    ['ssh://git@example.org/shop.git', 'ssh'],
    ['git@example.org:team/shop.git', 'ssh'],
  ])('%s is taken', (url, transport) => {
    expect(transportOf(url)).toBe(transport);
  });

  test.each([
    'file:///srv/git/shop',
    'http://example.org/shop.git',
    'git://example.org/shop.git',
    'ext::sh -c "touch x"',
    'fd::7',
    '--upload-pack=touch x',
    '-u/bin/sh',
    './relative',
    'C:\\shop',
    'ssh://-oProxyCommand=touch/x',
    'git@-oProxyCommand=x:y',
    'https://exa\nmple.org/',
    '',
  ])('%j is refused', async (url) => {
    expect(() => transportOf(url)).toThrow(/absolute path/);
    const opened = openRepository({ url, mirrorDirectory: join(root, 'refused') });
    await expect(opened).rejects.toMatchObject({ code: 'repository_url' });
  });
});

describe('the commit of a release', () => {
  test.each([
    ['v1.0.0', 0, true],
    ['1.0.0', 0, true],
    ['shop@1.0.0', 0, true],
    ['shop@1.0.0+build.7', 0, true],
    ['shop@1.1.0', 1, true],
    ['9.9.9', 2, false],
    [null, 2, false],
    ['--help', 2, false],
    ['HEAD~1', 2, false],
    [':/First', 2, false],
    ['x'.repeat(5000), 2, false],
  ])('%s', async (release, index, exact) => {
    expect(await repository.commitOfRelease(release)).toEqual({ commit: commits[index], exact });
  });

  test('a hash, alone or inside', async () => {
    const [first = ''] = commits;
    expect(await repository.commitOfRelease(first)).toEqual({ commit: first, exact: true });
    const inside = await repository.commitOfRelease(`shop@2.0.0+${first.slice(0, 9)}`);
    expect(inside).toEqual({ commit: first, exact: true });
  });
});

describe('reading', () => {
  test('files are listed with any name', async () => {
    expect(await repository.listFiles(at(1))).toEqual(['-rf', 'big.txt', 'link', 'src/a.js', 'ü/ö.js']);
  });

  test.each([
    ['src/a.js', 'one\nTWO\n'],
    ['ü/ö.js', 'umlaut'],
    ['-rf', 'x'],
    ['link', null],
    ['big.txt', null],
    ['src', null],
    ['src/*.js', null],
    ['missing', null],
    ['../source/src/a.js', null],
    ['/etc/passwd', null],
    ['src//a.js', null],
    ['', null],
    ['src/a.js\0', null],
  ])('%j', async (path, text) => {
    expect(await repository.readFile(at(1), path)).toBe(text);
  });

  test('commits that changed a file are told newest first, up to the commit', async () => {
    const both = await repository.commitsOf(at(2), 'src/a.js', 5);
    expect(both.map(({ subject }) => subject)).toContain('Second');
    expect(both.length).toBeGreaterThan(1);
    expect(await repository.commitsOf(at(2), 'src/a.js', 1)).toEqual(both.slice(0, 1));
    expect(await repository.commitsOf(at(0), 'src/a.js', 5)).toMatchObject([{ commit: at(0) }]);
    expect(await repository.commitsOf(at(2), '../etc/passwd', 5)).toEqual([]);
    expect(await repository.commitsOf(at(2), 'none.js', 5)).toEqual([]);
  });

  test('blame names the commit that touched the line last', async () => {
    const first = await repository.blame(at(2), 'src/a.js', 1);
    expect(first).toEqual({
      commit: at(0),
      author_name: 'Ada',
      author_email: expect.stringContaining('@'),
      authored_at: Date.parse('2026-01-02T03:04:05Z'),
      subject: 'First: it began',
    });
    expect((await repository.blame(at(2), 'src/a.js', 2))?.subject).toBe('Second');
    expect(await repository.blame(at(2), 'src/a.js', 99)).toBeNull();
    expect(await repository.blame(at(2), 'src/a.js', -1)).toBeNull();
    expect(await repository.blame(at(2), '../x', 1)).toBeNull();
  });

  test('an unknown commit is null, a revision that is no hash is refused', async () => {
    expect(await repository.commitInfo('0'.repeat(40))).toBeNull();
    await expect(repository.commitInfo('--output=x')).rejects.toMatchObject({ code: 'commit_hash' });
    await expect(repository.listFiles('HEAD')).rejects.toMatchObject({ code: 'commit_hash' });
  });
});

describe('worktrees', () => {
  test('many at a time, each removed without a trace, twice', async () => {
    const trees = await Promise.all(commits.map((hash) => repository.worktree(hash)));
    expect(await readFile(join(trees[0]?.path ?? '', 'src/a.js'), 'utf8')).toBe('one\ntwo\n');
    expect(await readFile(join(trees[2]?.path ?? '', 'src/b.js'), 'utf8')).toBe('three\n');
    await Promise.all(trees.map((tree) => tree.remove()));
    await trees[0]?.remove();
    expect(await readdir(join(root, 'mirror.worktrees'))).toEqual([]);
    expect(await readdir(join(root, 'mirror', 'worktrees')).catch(() => [])).toEqual([]);
  });

  test('leftovers of dead processes are pruned, those of living ones stay', async () => {
    const place = {
      mirrorDirectory: join(root, 'mirror'),
      worktreeDirectory: worktreeDirectoryOf({ mirrorDirectory: join(root, 'mirror') }),
    };
    const alive = await repository.worktree(commits[0] ?? '');
    const id = '01234567-0123-0123-0123-0123456789ab';
    await mkdir(join(place.worktreeDirectory, `4194400-77-${id}`), { recursive: true });
    await mkdir(join(place.worktreeDirectory, `${process.pid}-1-${id}`));
    await mkdir(join(place.worktreeDirectory, 'something-else'));
    expect(await pruneWorktrees(place)).toBe(2);
    await access(alive.path);
    await access(join(place.worktreeDirectory, 'something-else'));
    await alive.remove();
  });

  test('nothing of the repository runs: hooks, filters, submodules', async () => {
    const trap = join(root, 'trap');
    await writeFile(trap, `#!/bin/sh\ntouch ${root}/sprung\n`);
    await chmod(trap, 0o755);
    git('config', 'filter.evil.smudge', trap);
    git('config', 'core.fsmonitor', trap);
    git('config', 'uploadpack.packObjectsHook', trap);
    await symlink(trap, join(source, '.git/hooks/post-checkout'));
    await symlink(trap, join(source, '.git/hooks/reference-transaction'));
    git(
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=/dev/null',
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${commits[0] ?? ''},sub`,
    );
    await writeFile(join(source, '.gitattributes'), '* filter=evil\n');
    await writeFile(
      join(source, '.gitmodules'),
      `[submodule "sub"]\n\tpath = sub\n\turl = ext::${trap}\n\tupdate = !${trap}\n`,
    );
    const tree = execFileSync(
      'git',
      [
        '-C',
        source,
        '-c',
        'core.fsmonitor=false',
        '-c',
        'core.hooksPath=/dev/null',
        '-c',
        'filter.evil.smudge=',
        'add',
        '.gitattributes',
        '.gitmodules',
      ],
      { encoding: 'utf8' },
    );
    expect(tree).toBe('');
    git(
      '-c',
      'core.fsmonitor=false',
      '-c',
      'core.hooksPath=/dev/null',
      '-c',
      'user.name=Eve',
      '-c',
      'user.email=e@x',
      'commit',
      '-qm',
      'Trap',
    );
    const trapped = git('-c', 'core.fsmonitor=false', 'rev-parse', 'HEAD');
    await rm(join(root, 'sprung'), { force: true });
    const again = await openRepository({ url: source, mirrorDirectory: join(root, 'mirror') });
    const checkout = await again.worktree(trapped);
    expect(await readFile(join(checkout.path, 'src/b.js'), 'utf8')).toBe('three\n');
    await checkout.remove();
    await expect(access(join(root, 'sprung'))).rejects.toThrow('ENOENT');
  });

  test('callers that open the same mirror at once share the clone', async () => {
    const mirrorDirectory = join(root, 'shared');
    const opened = await Promise.all([1, 2, 3].map(() => openRepository({ url: source, mirrorDirectory })));
    const heads = await Promise.all(opened.map((each) => each.commitOfRelease(null)));
    expect(new Set(heads.map(({ commit: head }) => head)).size).toBe(1);
    expect((await readdir(root)).filter((name) => name.endsWith('.clone'))).toEqual([]);
  });
});

test('a repository that is not there is unavailable, and no half mirror stays', async () => {
  const mirrorDirectory = join(root, 'none');
  const opened = openRepository({ url: join(root, 'missing'), mirrorDirectory });
  await expect(opened).rejects.toMatchObject({ code: 'git_failed', retryable: true });
  await expect(access(mirrorDirectory)).rejects.toThrow('ENOENT');
});
