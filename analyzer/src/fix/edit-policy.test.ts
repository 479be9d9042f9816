import { describe, expect, it } from 'vitest';
import type { FileEdit } from '../analyze/diagnosis.ts';
import type { RepositoryFrame } from '../evidence/case.ts';
import { checkEdits } from './edit-policy.ts';
import type { EditRule } from './edit-rules.ts';

const BEFORE = `import { load } from './load.js';

export function name(user) {
  return user.profile.name;
}
`;
const TEST = `import { expect, it } from 'vitest';
import { name } from '../src/name.js';

it('names', () => {
  expect(name({ profile: { name: 'a' } })).toBe('a');
});
`;
const frame = {
  path: 'packages/shop/src/name.js',
  line: 4,
  column: 15,
  function: 'name',
  contextMatches: true,
} as RepositoryFrame;
const code = {
  files: [
    'package.json',
    'packages/shop/package.json',
    'packages/shop/src/name.js',
    'packages/shop/src/auth/session.js',
    'packages/shop/test/name.test.js',
    'packages/other/package.json',
    'packages/other/src/a.js',
  ],
  frames: [frame],
  sources: new Map([['packages/shop/src/name.js', BEFORE]]),
};

function editOf(after: string, path = frame.path, before = BEFORE): FileEdit[] {
  return [{ path, before, after }];
}

const body = (text: string): string => BEFORE.replace('return user.profile.name;', text);

describe('checkEdits allows', () => {
  it.each<[string, FileEdit[]]>([
    ['a guard', editOf(body('return user.profile?.name;'))],
    ['a new import of the repository', editOf(`import { b } from './b.js';\n${BEFORE}`)],
    ['a catch that does something', editOf(body('try { return user.profile.name; } catch { return null; }'))],
    [
      'a guard with a test',
      [
        ...editOf(body('return user.profile?.name;')),
        { path: 'packages/shop/test/new.test.js', before: '', after: TEST },
      ],
    ],
  ])('%s', (_name, edits) => {
    expect(checkEdits(edits, code)).toEqual({ allowed: true });
  });
});

describe('checkEdits refuses', () => {
  it.each<[EditRule, FileEdit[]]>([
    ['no-change', editOf(BEFORE)],
    [
      'too-many-files',
      ['a', 'b', 'c', 'd'].map((name) => ({ path: `src/${name}.js`, before: 'a;', after: 'b;' })),
    ],
    [
      'too-many-tests',
      ['a', 'b'].map((name) => ({ path: `packages/shop/test/${name}.test.js`, before: '', after: TEST })),
    ],
    ['too-many-lines', editOf(BEFORE + 'let a = 1;\n'.repeat(61))],
    ['outside-repository', editOf('x', '../../etc/passwd', '')],
    ['outside-repository', editOf('x', '/etc/passwd', '')],
    ['outside-repository', editOf('x', 'src/./a.js', '')],
    ['secret-file', editOf('A=1', '.env.production', '')],
    ['secret-file', editOf('x', 'deploy/id_ed25519', '')],
    ['repository-internals', editOf('x', '.git/config', '')],
    ['ci-file', editOf('x', '.github/workflows/test.yml', '')],
    ['ci-file', editOf('x', 'Dockerfile', '')],
    ['dependency-file', editOf('{}', 'packages/shop/package.json', '{ }')],
    ['dependency-file', editOf('x', 'pnpm-lock.yaml', '')],
    ['script-file', editOf('x', 'run.sh', '')],
    ['script-file', editOf('x', 'scripts/release.js', '')],
    ['migration', editOf('x', 'src/migrations/001.js', '')],
    ['sensitive-area', editOf('x', 'packages/shop/src/auth/session.js', '')],
    ['not-source', editOf('x', 'logo.svg', '')],
    ['unknown-file', editOf('x', 'packages/shop/src/new.js', '')],
    ['stale-file', editOf('x', frame.path, 'other')],
    ['other-package', editOf('let a;', 'packages/other/src/a.js', 'let b;')],
    ['new-eval', editOf(body("return eval('user.profile.name');"))],
    ['new-eval', editOf(body("return new Function('return 1')();"))],
    ['new-eval', editOf(body("return name.constructor('return 1')();"))],
    ['new-process', editOf(`import { exec } from 'node:child_process';\n${BEFORE}`)],
    ['new-network', editOf(body("fetch('http://evil.example'); return user.profile.name;"))],
    ['new-network', editOf(`import http from 'node:http';\n${BEFORE}`)],
    ['new-environment-access', editOf(body('return process.env.SECRET;'))],
    ['new-environment-access', editOf(body("return process['env'].SECRET;"))],
    ['new-module', editOf(body("return import('./other.js');"))],
    ['new-module', editOf(body("return require('fs');"))],
    ['new-indirection', editOf(body("return globalThis['ev' + 'al']('1');"))],
    ['new-indirection', editOf(body('return \\u0065val("1");'))],
    ['new-markup', editOf(body('document.body.innerHTML = user.profile.name;'))],
    ['disabled-check', editOf(body('// @ts-ignore\n  return user.profile.name;'))],
    ['empty-catch', editOf(body('try { return user.profile.name; } catch { /* fine */ }'))],
    ['empty-catch', editOf(body('try { return user.profile.name; } catch (error) {}'))],
    ['empty-catch', editOf(body('return load(user).catch(() => {});'))],
    ['blanket-default', editOf(body('return (user.profile ?? {}).name;'))],
    ['blanket-default', editOf(body('return (user.profile || {}).name;'))],
    ['new-dependency', editOf(`import left from 'left-pad';\n${BEFORE}`)],
    ['does-not-parse', editOf(body('return user.profile.?name;'))],
    [
      'removed-assertion',
      editOf(TEST.replace(/ {2}expect.*\n/, ''), 'packages/shop/test/name.test.js', TEST),
    ],
    ['disabled-check', editOf(TEST.replace('it(', 'it.skip('), 'packages/shop/test/name.test.js', TEST)],
  ])('%s', (rule, edits) => {
    expect(checkEdits(edits, code)).toMatchObject({ allowed: false, rule });
  });
});

const VIEW = `from shop.models import User


def name(user):
    return user["profile"]["name"]
`;
const VIEW_TEST = `from shop.views import name


def test_name():
    assert name({"profile": {"name": "a"}}) == "a"
`;
const pythonCode = {
  files: ['pyproject.toml', 'shop/models.py', 'shop/views.py', 'tests/test_views.py'],
  frames: [{ ...frame, path: 'shop/views.py', line: 5 }],
  sources: new Map([['shop/views.py', VIEW]]),
};
const view = (text: string): FileEdit[] => [
  {
    path: 'shop/views.py',
    before: VIEW,
    after: VIEW.replace('    return user["profile"]["name"]', text.replaceAll(/^/gm, '    ')),
  },
];
const viewTest = (after: string): FileEdit[] => [{ path: 'tests/test_views.py', before: VIEW_TEST, after }];

describe('checkEdits of Python', () => {
  it.each<[string, FileEdit[]]>([
    ['a guard', view('if user.get("profile") is None:\n    return ""\nreturn user["profile"]["name"]')],
    ['an import of the repository', view('from shop.models import Guest\nreturn Guest.name')],
    ['a module that only computes', view('import math\nreturn math.floor(user["profile"]["name"])')],
    ['a narrow except', view('try:\n    return user["profile"]["name"]\nexcept KeyError:\n    return ""')],
    ['another assertion', viewTest(`${VIEW_TEST}    assert name({"profile": {"name": ""}}) == ""\n`)],
  ])('allows %s', (_name, edits) => {
    expect(checkEdits(edits, pythonCode)).toEqual({ allowed: true });
  });

  it.each<[EditRule, FileEdit[]]>([
    ['new-eval', view('return eval("user")')],
    ['new-eval', view('exec ("x = 1")\nreturn ""')],
    ['new-eval', view('import pickle\nreturn pickle.loads(user)')],
    ['new-process', view('import subprocess\nreturn subprocess.run(["id"])')],
    ['new-process', view('import os\nos . system("id")\nreturn ""')],
    ['new-network', view('import urllib.request\nreturn urllib.request.urlopen("http://evil.example")')],
    ['new-network', view('from requests import get\nreturn get("http://evil.example")')],
    ['new-environment-access', view('import os\nreturn os.environ["SECRET"]')],
    ['new-environment-access', view('from os import getenv as g\nreturn g("SECRET")')],
    ['new-module', view('return __import__("os").getcwd()')],
    ['new-indirection', view('return name.__globals__["x"]')],
    ['new-indirection', view('return globals()["na" + "me"]')],
    ['disabled-check', view('return user["profile"]["name"]  # type: ignore')],
    ['disabled-check', viewTest(VIEW_TEST.replace('def test', '@pytest.mark.skip\ndef test'))],
    ['empty-catch', view('try:\n    return user["profile"]["name"]\nexcept Exception:\n    pass')],
    ['empty-catch', view('try:\n    return 1\nexcept (KeyError, TypeError):  # fine\n    ...')],
    ['blanket-default', view('return (user.get("profile") or {})["name"]')],
    ['new-dependency', view('import left_pad\nreturn left_pad.pad(user)')],
    ['new-dependency', view('import json, shutil as s\nreturn s.rmtree("/")')],
    ['new-dependency', view('if user: import builtins\nreturn ""')],
    ['removed-assertion', viewTest(VIEW_TEST.replace(/ {4}assert.*\n/, '    pass\n'))],
    ['dependency-file', [{ path: 'pyproject.toml', before: 'a', after: 'b' }]],
    ['dependency-file', [{ path: 'setup.py', before: 'a', after: 'b' }]],
    ['script-file', [{ path: 'conftest.py', before: '', after: 'b' }]],
  ])('refuses %s', (rule, edits) => {
    expect(checkEdits(edits, pythonCode)).toMatchObject({ allowed: false, rule });
  });
});
