import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const PACKAGE = join(import.meta.dirname, '..', '..');

type Entry = {
  /** The row of the README. */
  name: string;
  module: 'browser' | 'node' | 'edge';
  imports: string;
  /** The promise for browsers; elsewhere a ratchet of what is there plus 2 %, raised only with a reason. */
  gzipBytesMax: number;
};

const INIT_AND_CAPTURE = "{ init, captureException } from './dist/";
const ENTRIES: readonly Entry[] = [
  { name: '`init` and `captureException`', module: 'browser', imports: INIT_AND_CAPTURE, gzipBytesMax: 5000 },
  { name: 'all exports', module: 'browser', imports: "* as sdk from './dist/", gzipBytesMax: 8000 },
  { name: '`init` and `captureException`', module: 'edge', imports: INIT_AND_CAPTURE, gzipBytesMax: 6000 },
  { name: '`init` and `captureException`', module: 'node', imports: INIT_AND_CAPTURE, gzipBytesMax: 9300 },
];

/** What an adapter adds to an application that has the SDK and its framework: gzip bytes at most. */
const ADAPTERS: Readonly<Record<string, number>> = {
  react: 1000,
  vue: 600,
  svelte: 600,
  solid: 600,
  angular: 600,
  next: 1000,
  express: 1000,
  fastify: 1000,
  koa: 1000,
  hono: 1000,
  nest: 1000,
  lambda: 1000,
  workers: 1000,
  tunnel: 1000,
};

/** The README may be off by this much: compressors of other versions differ by a few bytes. */
const README_TOLERANCE_KB = 0.15;

type Size = { minified: number; gzip: number };

function measureEntry({ module, imports }: Entry): Promise<Size> {
  const names = imports.startsWith('*') ? 'sdk' : 'init, captureException';
  const contents = `import ${imports}${module}.js';\nconsole.log(${names});`;
  return measure(contents, module === 'node' ? 'node' : 'browser');
}

function measureAdapter(name: string): Promise<Size> {
  return measure(`export * from './dist/${name}.js';`, 'node');
}

/** Bytes an application pays: bundled with nothing else, minified, gzip level 9. */
async function measure(contents: string, platform: 'node' | 'browser'): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PACKAGE },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    external: ['@bugsage/sdk', 'react'],
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
}

async function main(): Promise<void> {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8').replaceAll(/ +\|/g, ' |');
  const problems: string[] = [];
  for (const entry of ENTRIES) {
    const { minified, gzip } = await measureEntry(entry);
    const row = `| ${entry.module} | ${entry.name} | ${inKb(minified)} | `;
    process.stdout.write(`${row}${inKb(gzip)} |  ${gzip} bytes of at most ${entry.gzipBytesMax}\n`);
    if (minified === 0 || gzip > entry.gzipBytesMax)
      problems.push(`${entry.module}, ${entry.name}: too big.`);
    const stated = new RegExp(
      `\\| ${entry.module} \\| ${entry.name.replaceAll('`', '.')} \\| [\\d.]+ kB \\| ([\\d.]+) kB \\|`,
    );
    const statedKb = Number(stated.exec(readme)?.[1]);
    if (!(Math.abs(statedKb - gzip / 1000) <= README_TOLERANCE_KB))
      problems.push(`README.md does not say: ${row}${inKb(gzip)} |`);
  }
  for (const [name, gzipBytesMax] of Object.entries(ADAPTERS)) {
    const { minified, gzip } = await measureAdapter(name);
    process.stdout.write(`| adapter | ${name} |  ${gzip} bytes of at most ${gzipBytesMax}\n`);
    if (minified === 0 || gzip > gzipBytesMax) problems.push(`adapter ${name}: too big.`);
  }
  process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function inKb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

await main();
