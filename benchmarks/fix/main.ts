import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureExecutedPart, measureNanoPart } from './real/measure-real.ts';
import { measureDemo } from './demo/measure-demo.ts';
import { measurePython } from './python/measure-python.ts';
import { fixTables, type FixResult } from './result.ts';
import { measureSynthetic } from './synthetic/measure-synthetic.ts';

/**
 * How often the deterministic engine is right. Offline: real crashes from their events alone, and synthetic
 * repositories with hidden checks. With `--mirrors <folder>` also on trees rebuilt from local clones of the named
 * repositories, whose packages come from npm.
 */
const RESULT_FILE = fileURLToPath(new URL('../results/fix.json', import.meta.url));
const DOCUMENT = fileURLToPath(new URL('../../docs/analysis.md', import.meta.url));
const { values } = parseArgs({
  options: {
    part: { type: 'string', multiple: true, default: ['nano', 'demo', 'python', 'synthetic'] },
    mirrors: { type: 'string' },
    // Other real crashes than the corpus, in its form, such as `real/mine` finds. The published result stays as it is.
    crashes: { type: 'string' },
    work: { type: 'string', default: '/tmp/bugsage-fix-benchmark' },
    only: { type: 'string', default: '' },
    resume: { type: 'boolean', default: false },
    // Patches are judged by the hidden tests, without the verdicts: those take most of the time of the executed part.
    unverified: { type: 'boolean', default: false },
    output: { type: 'string', default: RESULT_FILE },
  },
});

const before = await earlierResult();
const result: FixResult = {
  date: new Date().toISOString().slice(0, 10),
  engine: 'deterministic',
  node: process.version,
  machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`,
  nano: values.part.includes('nano')
    ? ((await measureNanoPart(values.crashes)) ?? before?.nano ?? null)
    : (before?.nano ?? null),
  synthetic: values.part.includes('synthetic')
    ? await measureSynthetic({ only: values.only, work: values.work, resume: values.resume })
    : (before?.synthetic ?? null),
  demo: values.part.includes('demo') ? await measureDemo(values.only) : (before?.demo ?? null),
  python: values.part.includes('python')
    ? ((await measurePython({ mirrors: values.mirrors, work: values.work, only: values.only })) ??
      before?.python ??
      null)
    : (before?.python ?? null),
  executed:
    values.mirrors === undefined || !values.part.includes('nano')
      ? (before?.executed ?? null)
      : await measureExecutedPart({
          mirrors: values.mirrors,
          crashes: values.crashes,
          work: values.work,
          only: values.only,
          resume: values.resume,
          all: false,
          verify: !values.unverified,
        }),
};
process.stdout.write(`\n${fixTables(result)}\n`);
if (values.only === '' && (values.crashes === undefined || values.output !== RESULT_FILE)) {
  await mkdir(new URL('../results/', import.meta.url), { recursive: true });
  await writeFile(values.output, `${JSON.stringify(result, null, 2)}\n`);
  if (values.output === RESULT_FILE) await writeTables(fixTables(result));
}

/** Puts the tables into the documentation, between the marks. */
async function writeTables(tables: string): Promise<void> {
  const [start, end] = ['<!-- measured -->', '<!-- /measured -->'];
  const text = await readFile(DOCUMENT, 'utf8');
  const [head = '', rest = ''] = text.split(start);
  await writeFile(DOCUMENT, `${head}${start}\n\n${tables}\n\n${end}${rest.split(end)[1] ?? ''}`);
}

async function earlierResult(): Promise<FixResult | null> {
  const text = await readFile(RESULT_FILE, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as FixResult);
}
