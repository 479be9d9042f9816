import { Worker } from 'node:worker_threads';
import type { ArtifactStore, NewArtifactFile } from '@bugsage/backends';
import type { BundleJob, BundleMessage } from './bundle-worker.ts';
import { ARTIFACT_LIMITS } from './limits.ts';
import type { DescribedFile } from './manifest.ts';

type Step =
  | { readonly kind: 'end' }
  /** The archive as a whole cannot be read. */
  | { readonly kind: 'failed'; readonly why: string }
  /** The thread ended at this file; the next one goes on behind it. */
  | { readonly kind: 'lost'; readonly index: number; readonly file: DescribedFile; readonly why: string };

/**
 * Reads all files of an upload in a worker thread and keeps their contents. A file that takes too long or too much
 * memory is listed with that problem, and the others are read by another thread. Throws when the archive is broken.
 */
export async function readBundle(
  job: Omit<BundleJob, 'from'>,
  store: {
    readonly artifacts: Pick<ArtifactStore, 'saveBlob' | 'knownFiles'>;
    /** Where contents may be known from. */
    readonly projectIds: readonly number[];
  },
): Promise<NewArtifactFile[]> {
  const files: NewArtifactFile[] = [];
  for (let from = 0; ;) {
    const step = await runWorker({ ...job, from }, async (message) => {
      files.push(message.kind === 'known' ? await knownFile(message, store) : await keepFile(message, store));
    });
    if (step.kind === 'end') return files;
    if (step.kind === 'failed') throw new Error(step.why);
    files.push(unusable(step.file, { code: 'map_too_slow', why: step.why }));
    from = step.index + 1;
  }
}

type Known = Extract<BundleMessage, { kind: 'known' }>;
type Done = Exclude<Extract<BundleMessage, { file: DescribedFile }>, { kind: 'started' }>;

function runWorker(job: BundleJob, onFile: (message: Done) => Promise<void>): Promise<Step> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./bundle-worker.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: ARTIFACT_LIMITS.workerHeapMiB },
    });
    let current: { index: number; file: DescribedFile } | null = null;
    let deadline: NodeJS.Timeout | undefined;
    let isOver = false;
    const finish = (step: Step): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(deadline);
      void worker.terminate();
      resolve(step);
    };
    const lose = (why: string): void =>
      finish(current === null ? { kind: 'failed', why } : { kind: 'lost', ...current, why });
    const restartDeadline = (): void => {
      clearTimeout(deadline);
      deadline = setTimeout(
        () => lose(`It was not read within ${ARTIFACT_LIMITS.fileDeadlineMs / 1_000} seconds.`),
        ARTIFACT_LIMITS.fileDeadlineMs,
      );
    };
    const answer = async (message: Done): Promise<void> => {
      try {
        await onFile(message);
        current = null;
        restartDeadline();
        worker.postMessage('next', []);
      } catch (error) {
        isOver = true;
        void worker.terminate();
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    restartDeadline();
    worker.on('message', (message: BundleMessage) => {
      restartDeadline();
      if (message.kind === 'started') current = { index: message.index, file: message.file };
      else if (message.kind === 'end' || message.kind === 'failed') finish(message);
      else {
        // Storing has its own bounds; the thread waits meanwhile.
        clearTimeout(deadline);
        void answer(message);
      }
    });
    worker.on('error', (error) => lose(error.message));
    worker.on('exit', () => lose('The thread that read it ended.'));
  });
}

/** The file as it was read when its contents came. The database looks only in projects of this upload. */
async function knownFile(
  { file, hash }: Known,
  { artifacts, projectIds }: Parameters<typeof readBundle>[1],
): Promise<NewArtifactFile> {
  const wanted = { name: file.name, hash, debugId: file.debugId };
  const [known] = await artifacts.knownFiles({ projectIds, release: '', dist: '', files: [wanted] });
  const why = 'Its contents were there when the upload began, and are gone. Upload it again.';
  return known?.file ?? unusable(file, { code: 'content_gone', why });
}

async function keepFile(
  message: Exclude<Done, Known>,
  { artifacts }: { readonly artifacts: Pick<ArtifactStore, 'saveBlob'> },
): Promise<NewArtifactFile> {
  const { file } = message;
  if (message.kind === 'unreadable') return unusable(file, { code: 'file_unreadable', why: message.why });
  const { bytes, result } = message;
  return {
    name: file.name,
    kind: file.kind,
    debugId: result.debugId,
    size: bytes.byteLength,
    hash: await artifacts.saveBlob(bytes),
    mapName: result.mapName,
    compiledHash: result.compiled === null ? null : await artifacts.saveBlob(result.compiled),
    problem: result.problem,
  };
}

function unusable(file: DescribedFile, problem: { code: string; why: string }): NewArtifactFile {
  return {
    name: file.name,
    kind: file.kind,
    debugId: file.debugId,
    size: 0,
    hash: null,
    mapName: null,
    compiledHash: null,
    problem,
  };
}
