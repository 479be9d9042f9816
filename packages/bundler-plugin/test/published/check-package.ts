import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..');
const TOOLS = join(PACKAGE, '..', '..', 'node_modules', '.bin');
/** The parser of original code is most of it, twice: as ES module and as CommonJS. */
const UNPACKED_BYTES_MAX = 1_500_000;
/** What a build loads, with the libraries for archives and patterns; the parser comes with `bugsage sourcemaps check` alone. */
const PLUGIN_BYTES_MAX = 140_000;
const LOAD_TIMEOUT_MS = 30_000;

/** Packs as `pnpm publish` would, then judges what a user would install. Exit code 1 when anything is wrong. */
function main(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bugsage-package-'));
  try {
    const tarball = pack(directory);
    const installed = join(directory, 'node_modules', '@bugsage', 'bundler-plugin');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
    // What npm would install beside it.
    symlinkSync(join(PACKAGE, 'node_modules', 'unplugin'), join(directory, 'node_modules', 'unplugin'));
    const problems = [
      ...tool('publint', ['run', tarball, '--strict']),
      ...tool('attw', [tarball, '--no-emoji', '--no-definitely-typed', '--profile', 'node16']),
      ...contentProblems(installed),
      ...loadProblems(directory),
      ...commandProblems(installed, directory),
    ];
    process.stdout.write(
      `${(problems.length === 0 ? ['The package is as it should be.'] : problems).join('\n')}\n`,
    );
    process.exitCode = problems.length === 0 ? 0 : 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Runs `prepack`, so what is judged is built from the sources as they are. */
function pack(directory: string): string {
  execFileSync('pnpm', ['pack', '--pack-destination', directory], { cwd: PACKAGE, stdio: 'pipe' });
  const tarball = readdirSync(directory).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`pnpm pack wrote no tarball to ${directory}.`);
  return join(directory, tarball);
}

function tool(name: string, parameters: readonly string[]): string[] {
  const { status, error } = spawnSync(join(TOOLS, name), parameters, { cwd: PACKAGE, stdio: 'inherit' });
  return status === 0 ? [] : [`${name} found problems${error ? `: ${error.message}` : ''}.`];
}

function contentProblems(installed: string): string[] {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(installed, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(installed, name), 'utf8') }));
  const names = files.map(({ name }) => name);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Record<
    string,
    object
  >;
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  process.stdout.write(`${names.length} files, ${bytes} bytes unpacked\n`);
  return [
    ...['README.md', 'LICENSE', 'dist/bugsage.js', 'dist/vite.js', 'dist/webpack.cjs', 'dist/vite.d.cts']
      .filter((name) => !names.includes(name))
      .map((name) => `${name} is missing.`),
    ...names
      .filter((name) => !/^(?:dist\/[\w.-]+|README\.md|LICENSE|package\.json)$/.test(name))
      .map((name) => `${name} does not belong into the package.`),
    ...files
      .filter(
        ({ name, text }) =>
          name.startsWith('dist/') && /from\s?["']@bugsage\/|require\(["']@bugsage\//.test(text),
      )
      .map(({ name }) => `${name} imports a package that is not published.`),
    ...Object.keys(manifest['dependencies'] ?? {})
      .filter((name) => name !== 'unplugin')
      .map((name) => `package.json depends on ${name}; unplugin is enough.`),
    ...(bytes > UNPACKED_BYTES_MAX ? [`${bytes} bytes exceed the bound of ${UNPACKED_BYTES_MAX}.`] : []),
    ...['vite.js', 'webpack.cjs'].flatMap((entry) => {
      const loaded = bytesLoaded(join(installed, 'dist'), entry);
      process.stdout.write(`${entry} loads ${loaded} bytes\n`);
      return loaded > PLUGIN_BYTES_MAX
        ? [`${entry} loads ${loaded} bytes; ${PLUGIN_BYTES_MAX} are allowed.`]
        : [];
    }),
  ];
}

/** An entry and the files it imports from the package, without what is loaded on demand. */
function bytesLoaded(folder: string, entry: string): number {
  const seen = new Set<string>();
  const open = [entry];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, file] of text.matchAll(/(?:from ?|import ?|= ?require\()["']\.\/([\w.-]+)["']/g))
      if (file !== undefined) open.push(file);
  }
  return [...seen].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

const ENTRIES = ['vite', 'rollup', 'webpack', 'rspack', 'esbuild'];
const LOAD_BOTH = `
const { createRequire } = await import('node:module');
const require = createRequire(process.cwd() + '/x.js');
for (const name of ${JSON.stringify(ENTRIES)}) {
  const esm = await import('@bugsage/bundler-plugin/' + name);
  const cjs = require('@bugsage/bundler-plugin/' + name);
  for (const { bugsage } of [esm, cjs])
    if (typeof bugsage({ upload: false, release: false }) !== 'object') throw new Error(name + ' makes no plugin');
}`;

function loadProblems(directory: string): string[] {
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', LOAD_BOTH], {
    cwd: directory,
    encoding: 'utf8',
    timeout: LOAD_TIMEOUT_MS,
  });
  return status === 0 ? [] : [`Loading failed: ${stderr}`];
}

/** The command as npm installs it: reads a folder with a script that has no map, and says so. */
function commandProblems(installed: string, directory: string): string[] {
  const command = join(installed, 'dist', 'bugsage.js');
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [command, ...words], {
      cwd: directory,
      encoding: 'utf8',
      timeout: LOAD_TIMEOUT_MS,
    });
  const help = run('--help');
  const check = run('sourcemaps', 'check', join(installed, 'dist'));
  return [
    ...(help.status === 0 && help.stdout.includes('upload <folder>') ? [] : [`--help: ${help.stderr}`]),
    ...(check.status === 1 && check.stdout.includes('It names no map') ? [] : [`check: ${check.stderr}`]),
  ];
}

main();
