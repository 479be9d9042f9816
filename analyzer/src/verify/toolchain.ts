import { posix } from 'node:path';
import type { CaseCode } from '../evidence/case.ts';
import { readManifest, usesPackage, type Manifest } from './manifest.ts';

export const TEST_FRAMEWORKS = ['node:test', 'vitest', 'jest', 'mocha', 'pytest'] as const;
export type TestFramework = (typeof TEST_FRAMEWORKS)[number];

/** How the package a crash lies in is tested, type-checked and linted. Commands are for `sh`, from `folder`. */
export type Toolchain = {
  /** Folder of the package from the repository's root; empty for the root itself. */
  readonly folder: string;
  readonly framework: TestFramework | null;
  readonly testCommand: string | null;
  readonly typeCommand: string | null;
  readonly lintCommand: string | null;
};

/** What a project's settings say; null lets the repository decide. */
export type ToolchainSettings = { readonly testCommand: string | null; readonly root?: string };

/**
 * Reads the manifests from the crashing file outwards: in a monorepo the package of the failing file has the word, its
 * root where the package says nothing.
 */
export async function detectToolchain(
  code: Pick<CaseCode, 'files' | 'commit' | 'repository' | 'frames'>,
  settings: ToolchainSettings,
): Promise<Toolchain> {
  const crash = code.frames[0]?.path ?? '';
  if (crash.endsWith('.py')) return pythonToolchain(code, crash, settings);
  const manifests = await manifestsAbove(code, crash);
  const tested = manifests.find(({ manifest }) => testScript(manifest) !== null);
  const asked = askedCommand(settings);
  const folder =
    asked === null
      ? (tested?.folder ?? manifests[0]?.folder ?? '')
      : (settings.root ?? '').replace(/\/$/, '');
  const testCommand = asked ?? (tested === undefined ? null : testScript(tested.manifest));
  return {
    folder,
    testCommand,
    framework: frameworkOf(testCommand, manifests),
    typeCommand: typeCommandOf(code.files, folder, manifests),
    lintCommand: lintCommandOf(manifests, folder),
  };
}

/** A command line for `sh -c`, run in the package with its own programs first. */
export function inFolder({ folder }: Pick<Toolchain, 'folder'>, command: string): string {
  if (folder === '') return command;
  return `cd ${quoted(folder)} && PATH="$PWD/node_modules/.bin:$PATH" && ${command}`;
}

/** Names of folders come from the repository and may hold anything. */
export function quoted(text: string): string {
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function askedCommand({ testCommand }: ToolchainSettings): string | null {
  return testCommand !== null && testCommand.trim() !== '' ? testCommand : null;
}

type Placed = { readonly folder: string; readonly manifest: Manifest };

/** Nearest first. */
async function manifestsAbove(
  code: Pick<CaseCode, 'files' | 'commit' | 'repository'>,
  path: string,
): Promise<Placed[]> {
  const files = new Set(code.files);
  const found: Placed[] = [];
  for (const folder of foldersAbove(path)) {
    const at = posix.join(folder, 'package.json');
    if (!files.has(at)) continue;
    found.push({ folder, manifest: readManifest((await code.repository.readFile(code.commit, at)) ?? '') });
  }
  return found;
}

/** `a/b/c.js` -> `a/b`, `a`, ``. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return Array.from({ length: parts.length + 1 }, (_, index) =>
    parts.slice(0, parts.length - index).join('/'),
  );
}

function testScript({ scripts }: Manifest): string | null {
  const test = scripts['test'];
  // npm's own placeholder.
  if (test === undefined || test.includes('no test specified')) return null;
  return ['pretest', 'test', 'posttest'].flatMap((name) => scripts[name] ?? []).join(' && ');
}

const FRAMEWORK_WORDS: readonly (readonly [TestFramework, RegExp])[] = [
  ['vitest', /\bvitest\b/],
  ['jest', /\bjest\b|\breact-scripts test\b/],
  ['mocha', /\bmocha\b/],
  ['node:test', /\bnode\b[^&|;]*\s--test\b/],
  ['pytest', /\bpytest\b|\bpy\.test\b/],
];

/** The command names it; a command that hides it behind a runner (`npm run`, `turbo`) leaves the dependencies. */
function frameworkOf(command: string | null, manifests: readonly Placed[]): TestFramework | null {
  if (command === null) return null;
  const named = FRAMEWORK_WORDS.find(([, word]) => word.test(command));
  if (named !== undefined) return named[0];
  const installed = (['vitest', 'jest', 'mocha'] as const).find((name) =>
    manifests.some(({ manifest }) => usesPackage(manifest, name)),
  );
  return installed ?? null;
}

const TYPE_SCRIPTS = ['typecheck', 'type-check', 'check-types', 'check:types', 'types', 'tsc'] as const;

/** A script of that purpose, else the compiler on the nearest configuration; null where types are not checked. */
function typeCommandOf(
  files: readonly string[],
  folder: string,
  manifests: readonly Placed[],
): string | null {
  const own = manifests.find((placed) => placed.folder === folder)?.manifest;
  const script = TYPE_SCRIPTS.map((name) => own?.scripts[name]).find((text) => text !== undefined);
  if (script !== undefined && /\b(?:tsc|vue-tsc|tsgo|pyright)\b/.test(script)) return script;
  if (!manifests.some(({ manifest }) => usesPackage(manifest, 'typescript'))) return null;
  const configured = foldersAbove(posix.join(folder, 'x')).find((above) =>
    files.includes(posix.join(above, 'tsconfig.json')),
  );
  if (configured === undefined) return null;
  const project = posix.relative(folder === '' ? '.' : folder, posix.join(configured, 'tsconfig.json'));
  return `tsc --noEmit --pretty false -p ${quoted(project)}`;
}

/** Scripts that repair what they find would change the code under test. */
function lintCommandOf(manifests: readonly Placed[], folder: string): string | null {
  const script = manifests.find((placed) => placed.folder === folder)?.manifest.scripts['lint'];
  return script === undefined || /--fix\b|--write\b/.test(script) ? null : script;
}

const PYTEST = 'python3 -m pytest -q -p no:cacheprovider';
/** Comes with Python; finds `test*.py` in the folder and in packages below it. */
const UNITTEST = 'python3 -m unittest discover';

async function pythonToolchain(
  code: Pick<CaseCode, 'files' | 'commit' | 'repository'>,
  crash: string,
  settings: ToolchainSettings,
): Promise<Toolchain> {
  const files = new Set(code.files);
  const marks = ['pyproject.toml', 'pytest.ini', 'setup.py', 'setup.cfg', 'tox.ini'];
  const owner = foldersAbove(crash).find((folder) =>
    marks.some((name) => files.has(posix.join(folder, name))),
  );
  const asked = askedCommand(settings);
  const folder = asked === null ? (owner ?? '') : (settings.root ?? '').replace(/\/$/, '');
  const configuration = await code.repository.readFile(code.commit, posix.join(folder, 'pyproject.toml'));
  const inside = (path: string): boolean => folder === '' || path.startsWith(`${folder}/`);
  const hasTests = code.files.some(
    (path) => inside(path) && /(?:^|\/)(?:test_[^/]+|[^/]+_test)\.py$/.test(path),
  );
  const requirements = await code.repository.readFile(code.commit, posix.join(folder, 'requirements.txt'));
  const usesPytest =
    code.files.some((path) => inside(path) && /(?:^|\/)(?:conftest\.py|pytest\.ini)$/.test(path)) ||
    /\bpytest\b/.test(`${configuration ?? ''}\n${requirements ?? ''}`);
  const usesPyright =
    files.has(posix.join(folder, 'pyrightconfig.json')) || (configuration ?? '').includes('[tool.pyright]');
  return {
    folder,
    framework: usesPytest ? 'pytest' : null,
    testCommand: asked ?? (hasTests ? (usesPytest ? PYTEST : UNITTEST) : null),
    typeCommand: usesPyright ? 'pyright' : null,
    lintCommand: null,
  };
}
