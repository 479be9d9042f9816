import { compileSourceMap, openCompiledMap } from '@bugsage/stacktrace';
import { readFileSync, writeFileSync } from 'node:fs';
import { SourceMapConsumer, type RawSourceMap } from 'source-map';

/** What a process holds for one opened map after garbage collection: `node --expose-gc hold-map.ts <reader> <map> <answer>`. */
const [reader = '', file = '', answer = ''] = process.argv.slice(2);

/** The first use of a reader allocates things that are no part of a map. */
const SMALL = JSON.stringify({ version: 3, sources: ['a.js'], names: [], mappings: 'AAAA' });

const readers: Readonly<Record<string, (json: Uint8Array) => Promise<unknown>>> = {
  bugsage: (json) => {
    const compiled = compileSourceMap(json);
    const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
    if (!opened.ok) throw new Error(opened.error.why);
    opened.value.resolve(1, 1);
    return Promise.resolve(opened.value);
  },
  'source-map': async (json) => {
    const consumer = await new SourceMapConsumer(JSON.parse(new TextDecoder().decode(json)) as RawSourceMap);
    consumer.originalPositionFor({ line: 1, column: 0 });
    return consumer;
  },
};

const open = readers[reader];
if (open === undefined) throw new Error(`There is no reader named ${reader}.`);
const held: unknown[] = [await open(new TextEncoder().encode(SMALL))];
const before = await usedBytes();
held.push(await open(readFileSync(file)));
writeFileSync(answer, JSON.stringify({ bytes: (await usedBytes()) - before, held: held.length }));

async function usedBytes(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
