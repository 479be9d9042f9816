import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..');
const TOOLS = join(PACKAGE, '..', '..', 'node_modules', '.bin');
/** Source maps and a second copy of the sources would exceed it; so would a bundled dependency. */
const UNPACKED_BYTES_MAX = 400_000;

/** A build that hangs instead of loading. */
const LOAD_TIMEOUT_MS = 30_000;

type Manifest = { name: string; version: string; [field: string]: unknown };

/** Packs as `pnpm publish` would, then judges what a user would install. Exit code 1 when anything is wrong. */
function main(): void {
  const directory = mkdtempSync(join(tmpdir(), 'bugsage-package-'));
  try {
    const tarball = pack(directory);
    const installed = join(directory, 'node_modules', '@bugsage', 'sdk');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
    const problems = [
      ...tool('publint', ['run', tarball, '--strict']),
      ...tool('attw', [tarball, '--no-emoji', '--no-definitely-typed', '--profile', 'node16']),
      ...contentProblems(installed),
      ...loadProblems(directory),
      ...typeProblems(directory),
    ];
    const verdict = problems.length === 0 ? ['The package is as it should be.'] : problems;
    process.stdout.write(`${verdict.join('\n')}\n`);
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

/** publint and attw accept declarations that import a package nobody can install; these checks do not. */
function contentProblems(installed: string): string[] {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as Manifest;
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(installed, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(installed, name), 'utf8') }));
  const names = files.map(({ name }) => name);
  const surplus = names.filter((name) => !/^(?:dist\/[\w.-]+|README\.md|LICENSE|package\.json)$/.test(name));
  const missing = ['README.md', 'LICENSE', 'dist/browser.js', 'dist/node.cjs', 'dist/index.d.ts'].filter(
    (name) => !names.includes(name),
  );
  const code = files.filter(({ name }) => name.startsWith('dist/'));
  const foreign = code.filter(({ text }) => /@bugsage\/core/.test(text));
  const versioned = code.filter(({ text }) => text.includes(`"${manifest.version}"`));
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  process.stdout.write(`${names.length} files, ${bytes} bytes unpacked\n`);
  return [
    ...['dependencies', 'optionalDependencies']
      .filter((field) => Object.keys(manifest[field] ?? {}).length > 0)
      .map((field) => `package.json has ${field}; the SDK has none.`),
    ...Object.keys(manifest['peerDependencies'] ?? {})
      .filter(
        (name) =>
          !(manifest['peerDependenciesMeta'] as Record<string, { optional?: boolean }>)?.[name]?.optional,
      )
      .map((name) => `The peer ${name} is not optional.`),
    ...surplus.map((name) => `${name} does not belong into the package.`),
    ...missing.map((name) => `${name} is missing.`),
    ...foreign.map(({ name }) => `${name} imports @bugsage/core, which is not published.`),
    ...(versioned.length < 6 ? ['The version of package.json is not built in.'] : []),
    ...(bytes > UNPACKED_BYTES_MAX ? [`${bytes} bytes exceed the bound of ${UNPACKED_BYTES_MAX}.`] : []),
  ];
}

/**
 * Loads the package as applications do. A library may load it as CommonJS in an application that loads it as ES module:
 * both must reach one client, so the copy that was not started answers an event id.
 */
const USE_BOTH = `
// The browser's build asks for the page, which is not there.
globalThis.location ??= { href: 'http://localhost/' };
const esm = await import('@bugsage/sdk');
const { createRequire } = await import('node:module');
const cjs = createRequire(process.cwd() + '/x.js')('@bugsage/sdk');
const missing = ['init', 'captureException', 'captureMessage', 'flush', 'close'].filter((name) =>
  [esm, cjs].some((module) => typeof module[name] !== 'function'));
if (missing.length > 0) throw new Error('missing: ' + missing);
if (esm.init === cjs.init) throw new Error('import and require led to the same file');
esm.init({ dsn: 'http://' + 'a'.repeat(32) + '@127.0.0.1:9/1', shutdownTimeoutMs: 0, integrations: () => [] });
if (!/^[0-9a-f]{32}$/.test(cjs.captureMessage('from the other copy'))) throw new Error('two clients');
await cjs.close(0);
// The builds for other runtimes leave a timer for the next try behind, which keeps Node alive.
process.exit();
`;

function loadProblems(directory: string): string[] {
  return [[], ['--conditions=browser'], ['--conditions=workerd'], ['--conditions=edge-light']].flatMap(
    (conditions) => {
      const parameters = [...conditions, '--input-type=module', '--eval', USE_BOTH];
      const { status, stderr } = spawnSync(process.execPath, parameters, {
        cwd: directory,
        encoding: 'utf8',
        timeout: LOAD_TIMEOUT_MS,
      });
      return status === 0 ? [] : [`Loading with ${conditions.join() || 'no condition'} failed: ${stderr}`];
    },
  );
}

/** What the README shows for pages and for servers. */
const TYPED = `
import { breadcrumbs, captureException, compression, init, offline, sessions } from '@bugsage/sdk';
import { localVariables, requestScopes, withSession } from '@bugsage/sdk';
init({ dsn: undefined, integrations: [breadcrumbs({ clicks: false }), offline(), compression(), sessions()] });
init({ integrations: (defaults) => [...defaults, localVariables(), requestScopes({ headers: ['x-request-id'] })] });
const id: string | undefined = withSession(() => captureException(new Error('typed')));
// @ts-expect-error -- an option that is none
init({ dsn: id, sampelRate: 1 });
`;

/** TypeScript finds all parts of all platforms, with its setting for bundlers as well as with Node's. */
function typeProblems(directory: string): string[] {
  writeFileSync(join(directory, 'typed.mts'), TYPED);
  return ['bundler', 'node16'].flatMap((resolution) => {
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const options = [
      '--module',
      module,
      '--moduleResolution',
      resolution,
      '--lib',
      'es2022,dom',
      '--types',
      '',
    ];
    const parameters = ['--ignoreConfig', '--noEmit', '--strict', ...options, 'typed.mts'];
    const { status, stdout } = spawnSync(join(TOOLS, 'tsc'), parameters, {
      cwd: directory,
      encoding: 'utf8',
    });
    return status === 0 ? [] : [`Types with moduleResolution ${resolution}: ${stdout}`];
  });
}

main();
