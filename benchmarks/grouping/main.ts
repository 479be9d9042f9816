import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runClustering, runFurtherKeys, runMutations, type GroupingResult } from './benchmark.ts';
import { KEY_MODELS } from './keys/index.ts';
import { corpusSeeds } from './seeds/corpus-seeds.ts';
import { readBugTraces } from './seeds/defects4j.ts';
import { ownSeeds } from './seeds/own-seeds.ts';
import { writeTable } from '../write-table.ts';
import { bugTraceTable, furtherKeysTable, mutationTable } from './tables.ts';

/** Grouping quality of bs1 beside models of other products, on pairs whose right answer is known. */
const RESULT_FILE = fileURLToPath(new URL('../results/grouping.json', import.meta.url));

const recorded = corpusSeeds();
const traces = readBugTraces();
const result: GroupingResult = {
  date: new Date().toISOString().slice(0, 10),
  command: 'npm run bench -- grouping',
  models: KEY_MODELS.map(({ name }) => name),
  own: runMutations(ownSeeds()),
  recorded: recorded.length === 0 ? null : runMutations(recorded),
  bugTraces: traces.length === 0 ? null : runClustering(traces),
  furtherKeys: runFurtherKeys(ownSeeds(), traces),
};

if (result.recorded === null)
  process.stdout.write('Recorded events are not beside the repository: own seeds only.\n');
await mkdir(new URL('../results/', import.meta.url), { recursive: true });
await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);

const tables: Readonly<Record<string, string | null>> = {
  'own seeds': mutationTable(result.models, result.own),
  'recorded events': result.recorded === null ? null : mutationTable(result.models, result.recorded),
  'traces of real bugs': result.bugTraces === null ? null : bugTraceTable(result.models, result.bugTraces),
  'further keys': furtherKeysTable(result.furtherKeys),
};
for (const [name, table] of Object.entries(tables)) {
  if (table === null) continue;
  process.stdout.write(`\n${name}\n\n${table}\n`);
  await writeTable('docs/grouping.md', name, table);
}
