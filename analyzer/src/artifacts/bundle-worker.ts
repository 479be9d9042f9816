import { createReadStream } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ARTIFACT_LIMITS } from './limits.ts';
import { createHintSource, type HintSource } from './hint-source.ts';
import { readManifest, type DescribedFile } from './manifest.ts';
import { readFile, type ReadFile } from './read-file.ts';
import { openArchive, type ArchiveEntry } from './unzip.ts';

/** Reads one upload beside the server: a map that takes all time or memory ends this thread and nothing else. */
export type BundleJob = {
  readonly path: string;
  /** Null for an archive; else the one file that `path` is. */
  readonly file: DescribedFile | null;
  /** Files before it are done: the thread that read them is gone. */
  readonly from: number;
};

export type BundleMessage =
  | { readonly kind: 'started'; readonly index: number; readonly file: DescribedFile; readonly size: number }
  | {
      readonly kind: 'read';
      readonly index: number;
      readonly file: DescribedFile;
      readonly bytes: Uint8Array;
      readonly result: ReadFile;
    }
  | {
      readonly kind: 'unreadable';
      readonly index: number;
      readonly file: DescribedFile;
      readonly why: string;
    }
  /** The archive names contents that were uploaded before. */
  | { readonly kind: 'known'; readonly file: DescribedFile; readonly hash: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly why: string };

const port = parentPort;
if (port === null) throw new Error('This file is a worker thread.');

const send = async (message: BundleMessage, waits: boolean): Promise<void> => {
  const answered = waits ? new Promise((resolve) => port.once('message', resolve)) : undefined;
  port.postMessage(message);
  await answered;
};

async function main(job: BundleJob): Promise<void> {
  const { files, known, close } = job.file === null ? await filesOfArchive(job.path) : await singleFile(job);
  const hints = createHintSource(files);
  for (const [index, { described, entry }] of files.entries()) {
    if (index < job.from) continue;
    await send({ kind: 'started', index, file: described, size: entry.size }, false);
    await readOne(index, { described, entry }, hints);
  }
  for (const file of known) await send({ kind: 'known', file, hash: file.knownHash ?? '' }, true);
  close();
  await send({ kind: 'end' }, false);
}

async function readOne(
  index: number,
  { described: file, entry }: BundleFile,
  hints: HintSource,
): Promise<void> {
  let bytes: Buffer;
  try {
    bytes = await entry.read();
  } catch (error) {
    await send({ kind: 'unreadable', index, file, why: wordsOf(error) }, true);
    return;
  }
  const result = readFile(file, bytes, await hints.hintsFor(file));
  await send({ kind: 'read', index, file, bytes, result }, true);
}

export type BundleFile = { readonly described: DescribedFile; readonly entry: ArchiveEntry };

type OpenBundle = {
  readonly files: readonly BundleFile[];
  readonly known: readonly DescribedFile[];
  readonly close: () => void;
};

async function filesOfArchive(path: string): Promise<OpenBundle> {
  const { entries, close } = await openMarkedArchive(path);
  const manifest = entries.find((entry) => entry.path === 'manifest.json');
  if (manifest === undefined) throw new Error('The archive has no manifest.json.');
  if (manifest.size > ARTIFACT_LIMITS.manifestBytesMax) throw new Error('manifest.json is too large.');
  const described = readManifest((await manifest.read()).toString('utf8'));
  const files = entries.flatMap((entry): BundleFile[] => {
    const file = described.get(entry.path);
    return file === undefined ? [] : [{ described: file, entry }];
  });
  const there = new Set(entries.map((entry) => entry.path));
  const known = [...described].flatMap(([name, file]) =>
    file.knownHash === null || there.has(name) ? [] : [file],
  );
  if (known.length > ARTIFACT_LIMITS.filesMax)
    throw new Error(`The archive names more than ${ARTIFACT_LIMITS.filesMax} files.`);
  return { files, known, close };
}

const MARK = 'SYSB';
const MARK_BYTES = 8;

/**
 * Bundles start with a mark before the archive. sentry-cli counts the archive's offsets from the start of the file
 * (seen with 2.58 and 3.8); other writers count from the archive's own start.
 */
async function openMarkedArchive(path: string): ReturnType<typeof openArchive> {
  try {
    return await openArchive(path);
  } catch (error) {
    const bytes = await readWhole(path);
    if (bytes.toString('latin1', 0, MARK.length) !== MARK) throw error;
    const unmarked = `${path}.zip`;
    await writeFile(unmarked, bytes.subarray(MARK_BYTES));
    return openArchive(unmarked);
  }
}

async function readWhole(path: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of createReadStream(path)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function singleFile(job: BundleJob): Promise<OpenBundle> {
  const { size } = await stat(job.path);
  const read = (): Promise<Buffer> => readWhole(job.path);
  const described = job.file;
  if (described === null) throw new Error('An archive is no single file.');
  const file = { described, entry: { path: described.name, size, read } };
  return { files: [file], known: [], close: () => undefined };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

main(workerData as BundleJob).catch((error: unknown) => {
  port.postMessage({ kind: 'failed', why: wordsOf(error) } satisfies BundleMessage);
});
