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
  { name: '`init` and `captureException`', module: 'edge', imports: INIT_AND_CAPTURE, gzipBytesMax: 5800 },
  { name: '`init` and `captureException`', module: 'node', imports: INIT_AND_CAPTURE, gzipBytesMax: 9100 },
];

/** The README may be off by this much: compressors of other versions differ by a few bytes. */
const README_TOLERANCE_KB = 0.15;

/** Bytes an application pays: bundled with nothing else, minified, gzip level 9. */
async function measure({ module, imports }: Entry): Promise<{ minified: number; gzip: number }> {
  const names = imports.startsWith('*') ? 'sdk' : 'init, captureException';
  const { outputFiles } = await build({
    stdin: { contents: `import ${imports}${module}.js';\nconsole.log(${names});`, resolveDir: PACKAGE },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: module === 'node' ? 'node' : 'browser',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return { minified: code.length, gzip: gzipSync(code, { level: 9 }).length };
}

async function main(): Promise<void> {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8').replaceAll(/ +\|/g, ' |');
  const problems: string[] = [];
  for (const entry of ENTRIES) {
    const { minified, gzip } = await measure(entry);
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
  process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function inKb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

await main();
