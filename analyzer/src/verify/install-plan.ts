import { posix } from 'node:path';
import type { CaseCode } from '../evidence/case.ts';
import { npmLockOfBun } from './bun-lock.ts';
import { readManifest } from './manifest.ts';
import { foldersAbove, type Toolchain } from './toolchain.ts';

/** How the dependencies of a package are installed: without running anything of theirs or of the repository. */
export type InstallPlan = {
  readonly manager: 'npm' | 'pnpm' | 'yarn' | 'bun' | 'pip';
  /** Folder of the lock file. */
  readonly root: string;
  /** Files the installation sees, by path; nothing else of the repository is there. */
  readonly files: ReadonlyMap<string, string>;
  readonly command: string;
};

const LOCK_FILES = [
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['requirements.txt', 'pip'],
] as const;

/** Versions where the repository names none. */
const PNPM = 'pnpm@10.34.0';
const YARN_1 = 'yarn@1.22.22';
const YARN_BERRY = '@yarnpkg/cli-dist@4.9.2';
const MANIFESTS_MAX = 300;

/** The lock file nearest above the package; null where there is none, because then nobody knows what to install. */
export async function planInstall(
  code: Pick<CaseCode, 'files' | 'commit' | 'repository'>,
  { folder }: Pick<Toolchain, 'folder'>,
): Promise<InstallPlan | null> {
  const known = new Set(code.files);
  for (const root of foldersAbove(posix.join(folder, 'x'))) {
    for (const [name, manager] of LOCK_FILES) {
      const lock = posix.join(root, name);
      if (!known.has(lock)) continue;
      const paths = [lock, ...manifestsBelow(code.files, root)];
      const files = new Map<string, string>();
      for (const path of paths) {
        const text = await code.repository.readFile(code.commit, path);
        if (text !== null) files.set(posix.relative(root === '' ? '.' : root, path), text);
      }
      const manifestText = files.get('package.json') ?? '{}';
      const manifest = readManifest(manifestText);
      const ofBun = manager === 'bun' ? npmLockOfBun(files.get('bun.lock') ?? '', manifestText) : null;
      if (ofBun !== null) files.set('package-lock.json', ofBun);
      return {
        manager,
        root,
        files,
        command: commandFor(
          ofBun === null ? manager : 'npm',
          manifest.packageManager,
          files.get('yarn.lock') ?? '',
        ),
      };
    }
  }
  return null;
}

/** Not `.npmrc`, `.yarnrc.yml` or `.pnpmfile.cjs`: they name tokens, registries and programs to run. */
function manifestsBelow(files: readonly string[], root: string): string[] {
  const inside = (path: string): boolean => root === '' || path.startsWith(`${root}/`);
  const wanted = /(?:^|\/)(?:package\.json|pnpm-workspace\.yaml)$/;
  return files
    .filter((path) => inside(path) && wanted.test(path) && !path.includes('node_modules/'))
    .slice(0, MANIFESTS_MAX);
}

/** Caches lie beside the result: /tmp is small memory. */
function commandFor(manager: InstallPlan['manager'], asked: string | null, yarnLock: string): string {
  const cache = 'npm_config_cache=$PWD/.bugsage-cache npm_config_ignore_scripts=true';
  const run = (program: string, rest: string): string => `${cache} npm exec --yes -- ${program} ${rest}`;
  switch (manager) {
    case 'npm':
      return `${cache} npm ci --ignore-scripts --no-audit --no-fund`;
    case 'pnpm':
      return run(
        versionOf(asked, 'pnpm') ?? PNPM,
        'install --frozen-lockfile --ignore-scripts --ignore-pnpmfile --config.node-linker=hoisted --store-dir .bugsage-cache/store',
      );
    case 'yarn':
      return yarnLock.includes('__metadata:')
        ? `YARN_NODE_LINKER=node-modules YARN_ENABLE_SCRIPTS=false YARN_CACHE_FOLDER=.bugsage-cache/yarn ${run(YARN_BERRY, 'install --immutable --mode=skip-build')}`
        : run(
            YARN_1,
            'install --frozen-lockfile --ignore-scripts --non-interactive --cache-folder .bugsage-cache/yarn',
          );
    // A lock file that npm's cannot hold: the newest versions of the manifest's ranges.
    case 'bun':
      return `${cache} npm install --ignore-scripts --no-package-lock --no-audit --no-fund`;
    // Wheels only: building a package runs its code.
    case 'pip':
      return 'python3 -m pip install --no-cache-dir --only-binary :all: --target .bugsage-python -r requirements.txt';
  }
}

/** `pnpm@9.1.0+sha512...` without its hash; anything that is no plain version is not put on a command line. */
function versionOf(asked: string | null, name: string): string | null {
  return new RegExp(`^${name}@\\d+\\.\\d+\\.\\d+`).exec(asked ?? '')?.[0] ?? null;
}
