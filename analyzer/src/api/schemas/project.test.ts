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

  it('turns off the filters it leaves out', () => {
    expect(projectPatchSchema.parse({ filters: { crawlers: true } }).filters).toEqual({
      browser_extensions: false,
      crawlers: true,
      localhost: false,
      stale_chunks: false,
      browser_noise: false,
      rules: [],
    });
  });

  it('turns off the rules of scrubbing it leaves out', () => {
    expect(projectPatchSchema.parse({ scrubbing: { patterns: ['(a+)+$'] } }).scrubbing).toEqual({
      emails: false,
      ip_addresses: false,
      keys: [],
      patterns: ['(a+)+$'],
      allowed_keys: null,
    });
  });

  it.each([
    [{}],
    [{ events_per_minute: -1 }],
    [{ filters: { crawler: true } }],
    [{ filters: { rules: [{ field: 'user', glob: '*' }] } }],
    [{ filters: { rules: [{ field: 'type', glob: '' }] } }],
    [{ filters: { rules: [{ field: 'type', glob: '*a'.repeat(11) }] } }],
    [{ filters: { rules: [{ field: 'type', glob: 'a'.repeat(201) }] } }],
    [{ filters: { rules: Array.from({ length: 51 }, () => ({ field: 'type', glob: 'a' })) } }],
    [{ scrubbing: { mails: true } }],
    [{ scrubbing: { patterns: ['(?<=a)b'] } }],
    [{ scrubbing: { patterns: [String.raw`(a)\1`] } }],
    [{ scrubbing: { patterns: ['a'.repeat(201)] } }],
    [{ scrubbing: { patterns: ['(a{1000}){1000}'] } }],
    [{ scrubbing: { patterns: Array.from({ length: 21 }, () => 'a') } }],
    [{ organization_id: 2 }],
    [{ fix_confidence_min: 1.1 }],
    [{ model_gates: { usd_per_day: -1 } }],
    [{ model_gates: { events_min: 0 } }],
    [{ model_gates: { bogus: true } }],
    [{ retention: { days: 0 } }],
    [{ retention: { bytes_max: 5 } }],
    [{ retention: { events_max: 1.5 } }],
    [{ retention: { months: 1 } }],
    [{ name: '   ' }],
    [{ repository: { url, root: '../..' } }],
    [{ repository: { url, root: '/etc' } }],
    [{ repository: { url, root: '-x' } }],
    [{ repository: { url, branch: 'main' } }],
  ])('refuses %j', (patch) => {
    expect(projectPatchSchema.safeParse(patch).success).toBe(false);
  });
});
