import { compileSourceMap, openCompiledMap, type OpenMap } from '@bugsage/stacktrace';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceMapConsumer, type RawSourceMap } from 'source-map';
import { Random } from '../grouping/random.ts';
import { median } from '../ingest/result.ts';
import { bundleApplication, bundleCompiler, type Bundle } from './bundles.ts';
import { measureFingerprint } from './measure-fingerprint.ts';
import { symbolicateTable, type PairedFigure, type SymbolicateResult } from './result.ts';

/**
 * Source maps and fingerprints against what one would use instead, in the same process and round: CPU time, because
 * other work shares the machine. Only ratios of one round are quoted.
 */
const ROUNDS = 15;
const STACK_FRAMES = 50;
const STACKS = 40;
const STACK_REPEATS = 25;
const RESULT_FILE = fileURLToPath(new URL('../results/symbolicate.json', import.meta.url));

const compiler = await bundleCompiler();
const application = await bundleApplication();
const compiled = compileSourceMap(compiler.map);
if (!compiled.ok) throw new Error(compiled.error.why);
const applicationMap = openMap(application.map);

const result: SymbolicateResult = {
  date: new Date().toISOString().slice(0, 10),
  command: 'npm run bench -- symbolicate',
  node: process.version,
  machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`,
  rounds: ROUNDS,
  compilerMapBytes: compiler.map.length,
  compiledBytes: compiled.value.length,
  applicationSources: applicationMap.sources.length,
  decodeMs: await measureDecode(compiler),
  memoryBytes: await measureMemory(compiler),
  stackMicroseconds: await measureStacks(application),
  fingerprintMicroseconds: measureFingerprint(ROUNDS),
};
await mkdir(new URL('../results/', import.meta.url), { recursive: true });
await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`${symbolicateTable(result)}\n`);

function openMap(json: Uint8Array): OpenMap {
  const map = compileSourceMap(json);
  const opened = map.ok ? openCompiledMap(map.value) : map;
  if (!opened.ok) throw new Error(opened.error.why);
  return opened.value;
}

async function measureDecode({ map }: Bundle): Promise<PairedFigure> {
  const rounds: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await cpuMs(() => Promise.resolve(openMap(map).resolve(1, 1)));
    const theirs = await cpuMs(async () => {
      const consumer = await new SourceMapConsumer(JSON.parse(new TextDecoder().decode(map)) as RawSourceMap);
      // It reads mappings when it is asked for the first time.
      consumer.originalPositionFor({ line: 1, column: 0 });
      consumer.destroy();
    });
    if (round > 0) rounds.push({ ours, theirs });
  }
  return paired(rounds);
}

/** One process each: what a reader keeps is the difference before and after. */
async function measureMemory({ map }: Bundle): Promise<PairedFigure> {
  const folder = mkdtempSync(join(tmpdir(), 'bugsage-bench-'));
  try {
    const file = join(folder, 'app.js.map');
    await writeFile(file, map);
    const held = (reader: string): number => {
      const answer = join(folder, `${reader}.json`);
      const program = fileURLToPath(new URL('contestants/hold-map.ts', import.meta.url));
      execFileSync(process.execPath, [
        '--expose-gc',
        '--disable-warning=ExperimentalWarning',
        program,
        reader,
        file,
        answer,
      ]);
      return (JSON.parse(readFileSync(answer, 'utf8')) as { bytes: number }).bytes;
    };
    return paired([{ ours: held('bugsage'), theirs: held('source-map') }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stacks of random mapped places, every one resolved before: a known map that gets known bugs. */
async function measureStacks({ script, map }: Bundle): Promise<PairedFigure> {
  const opened = openMap(map);
  const consumer = await new SourceMapConsumer(JSON.parse(new TextDecoder().decode(map)) as RawSourceMap);
  const stacks = drawStacks(script, opened);
  const rounds: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const ours = await cpuMs(() => {
      for (let repeat = 0; repeat < STACK_REPEATS; repeat += 1)
        for (const stack of stacks) for (const { line, column } of stack) opened.resolve(line, column);
      return Promise.resolve();
    });
    const theirs = await cpuMs(() => {
      for (let repeat = 0; repeat < STACK_REPEATS; repeat += 1)
        for (const stack of stacks)
          for (const { line, column } of stack) consumer.originalPositionFor({ line, column: column - 1 });
      return Promise.resolve();
    });
    const perStack = 1000 / (STACK_REPEATS * STACKS);
    if (round > 0) rounds.push({ ours: ours * perStack, theirs: theirs * perStack });
  }
  consumer.destroy();
  return paired(rounds);
}

type Place = { readonly line: number; readonly column: number };

function drawStacks(script: string, opened: OpenMap): readonly (readonly Place[])[] {
  const random = new Random(7);
  const lines = script.split('\n');
  const draw = (): Place => {
    for (;;) {
      const line = random.between(1, lines.length);
      const column = random.between(1, Math.max(1, lines[line - 1]?.length ?? 1));
      if (opened.resolve(line, column) !== undefined) return { line, column };
    }
  };
  return Array.from({ length: STACKS }, () => Array.from({ length: STACK_FRAMES }, draw));
}

async function cpuMs(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function paired(rounds: readonly { readonly ours: number; readonly theirs: number }[]): PairedFigure {
  return {
    ours: median(rounds.map(({ ours }) => ours)),
    theirs: median(rounds.map(({ theirs }) => theirs)),
    ratio: median(rounds.map(({ ours, theirs }) => ours / theirs)),
  };
}
