import { createHash } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ArtifactStore } from '@bugsage/backends';
import { describeError } from '@bugsage/core';
import { ARTIFACT_LIMITS } from './limits.ts';
import type { DescribedFile } from './manifest.ts';
import { readBundle } from './read-bundle.ts';

export type Upload = {
  readonly organizationId: number;
  readonly projectIds: readonly number[];
  /** SHA-1 of the whole. */
  readonly checksum: string;
  /** SHA-1 of each part, in order. */
  readonly chunks: readonly string[];
  readonly release: string;
  readonly dist: string;
  readonly uploadedBy: string;
};

/** What sentry-cli asks for until it is `ok` or `error`. */
export type AssembleState = {
  readonly state: 'not_found' | 'assembling' | 'ok' | 'error';
  readonly missingChunks: readonly string[];
  readonly detail: string | null;
};

export type Assembler = {
  assemble(upload: Upload): Promise<AssembleState>;
  /** Stores one file that came whole. */
  addFile(upload: Upload & { file: DescribedFile; bytes: Uint8Array }): Promise<void>;
  /** Waits for uploads in hand. */
  stop(): Promise<void>;
};

/** Puts uploads together, one at a time: each may take a processor and a gigabyte. */
export function createAssembler(options: {
  artifacts: ArtifactStore;
  now: () => number;
  onError: (error: unknown) => void;
}): Assembler {
  const { artifacts } = options;
  const running = new Map<string, Promise<void>>();
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (run: () => Promise<void>): Promise<void> => {
    const done = turn.then(run);
    turn = done.catch(() => undefined);
    return done;
  };

  const start = (upload: Upload): Promise<void> => {
    const key = JSON.stringify([upload.projectIds, upload.checksum, upload.release, upload.dist]);
    const job =
      running.get(key) ??
      inTurn(() => putTogether(artifacts, upload))
        .catch(options.onError)
        .finally(() => running.delete(key));
    running.set(key, job);
    return job;
  };

  return {
    assemble: async (upload) => {
      const known = await stateOf(artifacts, upload, options.now());
      if (known !== null) return known;
      const missing = await artifacts.missingChunks(upload.organizationId, upload.chunks);
      if (missing.length > 0) return { state: 'not_found', missingChunks: missing, detail: null };
      await Promise.race([start(upload), pause(ARTIFACT_LIMITS.assembleWaitMs)]);
      const reached = await stateOf(artifacts, upload, options.now());
      return reached ?? { state: 'assembling', missingChunks: [], detail: null };
    },
    addFile: (upload) => inTurn(() => storeFile(artifacts, upload)),
    stop: () => turn,
  };
}

/** Null when somebody has to start. */
async function stateOf(artifacts: ArtifactStore, upload: Upload, now: number): Promise<AssembleState | null> {
  const { checksum, release, dist } = upload;
  const bundles = await Promise.all(
    upload.projectIds.map((projectId) => artifacts.findBundle({ projectId, checksum, release, dist })),
  );
  const failed = bundles.find((bundle) => bundle?.state === 'error');
  if (failed !== undefined && failed !== null)
    return { state: 'error', missingChunks: [], detail: failed.detail };
  if (bundles.every((bundle) => bundle?.state === 'ok'))
    return { state: 'ok', missingChunks: [], detail: null };
  const isAlive = bundles.some(
    (bundle) =>
      bundle?.state === 'assembling' && now - Date.parse(bundle.created_at) < ARTIFACT_LIMITS.assembleStaleMs,
  );
  return isAlive ? { state: 'assembling', missingChunks: [], detail: null } : null;
}

async function putTogether(artifacts: ArtifactStore, upload: Upload): Promise<void> {
  const bundles = await openBundles(artifacts, upload, 0);
  try {
    await withFile(async (path) => {
      await joinChunks(artifacts, upload, path);
      const files = await readBundle({ path, file: null }, { artifacts, projectIds: upload.projectIds });
      for (const bundleId of bundles) await artifacts.finishBundle(bundleId, files);
    });
    await artifacts.dropChunks(upload.organizationId, upload.chunks);
  } catch (error) {
    for (const bundleId of bundles) await artifacts.failBundle(bundleId, describeError(error));
  }
}

async function storeFile(
  artifacts: ArtifactStore,
  upload: Upload & { file: DescribedFile; bytes: Uint8Array },
): Promise<void> {
  const bundles = await openBundles(artifacts, upload, upload.bytes.byteLength);
  await withFile(async (path) => {
    const handle = await open(path, 'w');
    await handle.write(upload.bytes);
    await handle.close();
    const files = await readBundle({ path, file: upload.file }, { artifacts, projectIds: [] });
    for (const bundleId of bundles) await artifacts.finishBundle(bundleId, files);
  });
}

function openBundles(artifacts: ArtifactStore, upload: Upload, size: number): Promise<string[]> {
  const { checksum, release, dist, uploadedBy } = upload;
  return Promise.all(
    upload.projectIds.map((projectId) =>
      artifacts.openBundle({ projectId, checksum, release, dist, uploadedBy, size: size || bytesOf(upload) }),
    ),
  );
}

/** The last part is shorter; the exact size is not worth reading all parts first. */
function bytesOf(upload: Upload): number {
  return upload.chunks.length * ARTIFACT_LIMITS.chunkBytes;
}

async function joinChunks(artifacts: ArtifactStore, upload: Upload, path: string): Promise<void> {
  const handle = await open(path, 'w');
  const hash = createHash('sha1');
  try {
    for (const checksum of upload.chunks) {
      const bytes = await artifacts.readChunk(upload.organizationId, checksum);
      if (bytes === null) throw new Error(`Part ${checksum} of the upload is gone. Upload it again.`);
      hash.update(bytes);
      await handle.write(bytes);
    }
  } finally {
    await handle.close();
  }
  const whole = hash.digest('hex');
  if (whole !== upload.checksum)
    throw new Error(`The parts have the SHA-1 ${whole} together; ${upload.checksum} was announced.`);
}

async function withFile(run: (path: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-upload-'));
  try {
    await run(join(directory, 'upload'));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs).unref();
  });
}
