import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = '.source-hash';
const NODE_ONLY = /(\.test\.tsx?|[/\\](build|build-command|index)\.ts)$/u;

export type BuildOptions = {
  /** Absolute folder; its content is replaced. */
  readonly outDir?: string;
  readonly log?: (line: string) => void;
};

export type BuildResult = {
  readonly outDir: string;
  /** False when the folder already held the build of these very sources. */
  readonly built: boolean;
};

/**
 * Builds the dashboard with Vite unless `outDir` holds a build of the same sources and pinned tools.
 * @throws the error of Vite; `outDir` is then left as it was.
 */
export async function buildDashboard(options: BuildOptions = {}): Promise<BuildResult> {
  const { outDir = join(ROOT, 'dist'), log = () => undefined } = options;
  const hash = await hashSources();
  if ((await readStamp(outDir)) === hash) return { outDir, built: false };

  log('Building the dashboard ...');
  // Loaded here and not above: a start that needs no build should not load the bundler.
  const [{ build }, { viteConfig }] = await Promise.all([import('vite'), import('./vite-config.ts')]);
  const fresh = `${outDir}.building-${process.pid}`;
  try {
    await inProduction(() =>
      build({ ...viteConfig, logLevel: 'warn', build: { ...viteConfig.build, outDir: fresh } }),
    );
    await writeFile(join(fresh, STAMP), hash);
    // Another process was faster, and people may be served from what it built.
    if ((await readStamp(outDir)) === hash) return { outDir, built: false };
    await rm(outDir, { recursive: true, force: true });
    await rename(fresh, outDir);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  log(`Built the dashboard: ${await describeSize(outDir)}.`);
  return { outDir, built: true };
}

/** Vite asks NODE_ENV which React it puts in, and a test run or a developer's shell has set it to something else. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Everything that decides what the build holds; package.json pins the tools and libraries exactly. */
async function hashSources(): Promise<string> {
  const files = [join(ROOT, 'index.html'), join(ROOT, 'package.json')];
  for (const folder of ['src', 'public']) files.push(...(await filesBelow(join(ROOT, folder))));
  const hash = createHash('sha256');
  for (const file of files.filter((name) => !NODE_ONLY.test(name)).toSorted()) {
    hash
      .update(`${relative(ROOT, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  }
  return hash.digest('hex');
}

async function readStamp(outDir: string): Promise<string | null> {
  const stamp = join(outDir, STAMP);
  return existsSync(stamp) ? readFile(stamp, 'utf8') : null;
}

async function describeSize(outDir: string): Promise<string> {
  let bytes = 0;
  let gzipBytes = 0;
  for (const file of await filesBelow(outDir)) {
    bytes += (await stat(file)).size;
    gzipBytes += gzipSync(await readFile(file)).length;
  }
  return `${Math.round(bytes / 1_024)} KiB, ${Math.round(gzipBytes / 1_024)} KiB compressed`;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
