import { describe, expect, it } from 'vitest';
import { isRepositoryUrl, projectPatchSchema } from './project.ts';

describe('repository URLs', () => {
  it.each([
    'https://github.com/acme/shop.git',
    'https://git.example.com:8443/shop',
    'ssh://git@git.example.com/shop.git',
    'git@github.com:acme/shop.git',
    '/srv/repositories/shop',
    '/srv/with space/shop',
  ])('accepts %s', (url) => {
    expect(isRepositoryUrl(url)).toBe(true);
  });

  it.each([
    '',
    '-uhttps://x',
    '--upload-pack=touch /tmp/x',
    'ext::sh -c "touch /tmp/x"',
    'ssh://-oProxyCommand=x/shop',
    '-oProxyCommand=x@host:shop',
    'file:///etc',
    'http://git.example.com/shop',
    'git://git.example.com/shop',
    'https://user:token@git.example.com/shop',
    'https://token@git.example.com/shop',
    'ssh://git:secret@git.example.com/shop',
    'https://',
    'https://exa mple.com/shop',
    'relative/path',
    '../up',
    '/srv/../etc',
    '/srv/new\nline',
    'https://git.example.com/shop\n',
  ])('refuses %j', (url) => {
    expect(isRepositoryUrl(url)).toBe(false);
  });
});

describe('the patch of a project', () => {
  const url = '/srv/shop';
  it('fills what a repository leaves out', () => {
    expect(projectPatchSchema.parse({ repository: { url } })).toEqual({
      repository: { url, root: '', test_command: null },
    });
  });

  it.each([
    [{}],
    [{ organization_id: 2 }],
    [{ fix_confidence_min: 1.1 }],
    [{ name: '   ' }],
    [{ repository: { url, root: '../..' } }],
    [{ repository: { url, root: '/etc' } }],
    [{ repository: { url, root: '-x' } }],
    [{ repository: { url, branch: 'main' } }],
  ])('refuses %j', (patch) => {
    expect(projectPatchSchema.safeParse(patch).success).toBe(false);
  });
});
