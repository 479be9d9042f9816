// The door of the repository: needs only Node >= 20 and npm. It brings the pinned Node and pnpm into .toolchain/,
// installs the workspace, and hands over to the TypeScript command line, which the pinned Node runs directly.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const TOOLCHAIN = join(ROOT, '.toolchain');

const PNPM_VERSION = '12.20.0';
// uWebSockets.js builds for Node 24 need glibc 2.38; older systems (Debian 12) get the last Node whose build runs there.
const NODE_VERSION = hasNewGlibc() ? '24.21.0' : '22.23.3';

main().catch((error) => {
  process.stderr.write(`\nBugSage could not be prepared: ${error.message}\n`);
  process.exit(1);
});

async function main() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Error(`Node ${process.versions.node} is too old; 20 or newer is needed to begin.`);
  installToolchain();
  installWorkspace();
  const code = await run(nodeBinary(), [
    '--disable-warning=ExperimentalWarning',
    `--import=${new URL('../core/keep-stripped.mjs', import.meta.url).href}`,
    join(ROOT, 'packages', 'cli', 'src', 'main.ts'),
    ...process.argv.slice(2),
  ]);
  process.exit(code);
}

function installToolchain() {
  const wanted = `node ${NODE_VERSION} pnpm ${PNPM_VERSION}`;
  if (stampMatches('toolchain', wanted)) return;
  say(`Fetching Node ${NODE_VERSION} and pnpm ${PNPM_VERSION} (once)`);
  mkdirSync(TOOLCHAIN, { recursive: true });
  writeFileSync(join(TOOLCHAIN, 'package.json'), '{ "private": true }\n');
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  const packages = [`node@${NODE_VERSION}`, `pnpm@${PNPM_VERSION}`];
  runOrThrow('npm', [...flags, ...packages], { cwd: TOOLCHAIN, shell: process.platform === 'win32' });
  if (!existsSync(nodeBinary())) {
    throw new Error(
      'npm installed the package "node" without its binary; allow its install script and start again.',
    );
  }
  writeStamp('toolchain', wanted);
}

/** Installs when the lock file or the pinned Node changed since the last time. */
function installWorkspace() {
  const lock = readFileSync(join(ROOT, 'pnpm-lock.yaml'));
  const wanted = createHash('sha256').update(lock).update(NODE_VERSION).digest('hex');
  if (stampMatches('workspace', wanted) && existsSync(join(ROOT, 'node_modules'))) return;
  say('Installing packages (about 400 MB the first time; the embedded ClickHouse is most of it)');
  runOrThrow(
    join(TOOLCHAIN, 'node_modules', '.bin', 'pnpm'),
    ['install', '--frozen-lockfile', '--reporter=append-only'],
    {
      cwd: ROOT,
      env: toolEnvironment(),
      shell: process.platform === 'win32',
    },
  );
  writeStamp('workspace', wanted);
}

function nodeBinary() {
  return join(TOOLCHAIN, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The pinned tools come first for every child process, also for those that tests start. */
function toolEnvironment() {
  const paths = [
    dirname(nodeBinary()),
    join(TOOLCHAIN, 'node_modules', '.bin'),
    join(ROOT, 'node_modules', '.bin'),
    process.env.PATH,
  ];
  // CI=true keeps pnpm from asking before it replaces node_modules.
  return { ...process.env, PATH: paths.join(delimiter), CI: process.env.CI ?? '' };
}

/** Passes signals on and ends with the child's code; Ctrl-C already reaches the child through the terminal. */
function run(command, parameters) {
  const child = spawn(command, parameters, { stdio: 'inherit', env: toolEnvironment() });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
}

function runOrThrow(command, parameters, options) {
  const result = spawnSync(command, parameters, { stdio: 'inherit', ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`"${command} ${parameters[0]}" ended with code ${result.status}.`);
}

function hasNewGlibc() {
  if (process.platform !== 'linux') return true;
  const [major, minor] = (process.report.getReport().header.glibcVersionRuntime ?? '0.0')
    .split('.')
    .map(Number);
  return major > 2 || (major === 2 && minor >= 38);
}

function stampMatches(name, wanted) {
  const path = join(TOOLCHAIN, `${name}.stamp`);
  return existsSync(path) && readFileSync(path, 'utf8') === wanted;
}

function writeStamp(name, text) {
  writeFileSync(join(TOOLCHAIN, `${name}.stamp`), text);
}

function say(line) {
  process.stdout.write(`• ${line}\n`);
}
