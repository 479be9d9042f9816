import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

export type Outcome =
  | { readonly kind: 'value'; readonly json: string }
  | { readonly kind: 'error'; readonly type: string; readonly message: string; readonly stack: string };

/** Writes the files into a folder of their own, imports the entry in a worker and evaluates expressions over it. */
export async function runSnippet(
  files: Readonly<Record<string, string>>,
  entry: string,
  expressions: readonly string[],
): Promise<Outcome[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'bugsage-snippet-')));
  try {
    if (!Object.hasOwn(files, 'package.json'))
      await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await runInWorker(pathToFileURL(join(folder, entry)).href, expressions);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  const outcomes = [];
  for (const expression of workerData.expressions) {
    try {
      const m = await import(workerData.entry);
      const value = await new Function('m', 'return ' + expression)(m);
      outcomes.push({ kind: 'value', json: JSON.stringify(value) ?? 'undefined' });
    } catch (error) {
      outcomes.push({ kind: 'error', type: error.name, message: error.message, stack: String(error.stack) });
    }
  }
  parentPort.postMessage(outcomes);
})();
`;

function runInWorker(entry: string, expressions: readonly string[]): Promise<Outcome[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(PROGRAM, { eval: true, workerData: { entry, expressions } });
    worker.once('message', (outcomes: Outcome[]) => {
      resolve(outcomes);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
}
