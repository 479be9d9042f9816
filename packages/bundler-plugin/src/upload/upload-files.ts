import { UPLOAD_LIMITS } from '../limits.ts';
import { ask, type Connection } from './connection.ts';
import type { Project } from './find-project.ts';
import { packBundle } from './pack-bundle.ts';
import { sendBundle } from './send-bundle.ts';
import type { UploadFile } from './upload-file.ts';

export type UploadResult = {
  /** Files that were sent, and those whose contents the server had. */
  readonly sent: number;
  readonly known: number;
  /** Bytes on their way, before compression. */
  readonly sentBytes: number;
  /** What the server could not use, with its reason. */
  readonly problems: readonly FileProblem[];
};

export type FileProblem = { readonly name: string; readonly why: string };

export type UploadPlace = {
  readonly project: Project;
  readonly release: string | null;
  readonly dist: string | null;
};

/**
 * Uploads files to a project. Contents that the project has are not sent again; when it has all of them under these
 * names in this release, nothing is sent at all. `isForced` sends everything.
 */
export async function uploadFiles(
  connection: Connection,
  files: readonly UploadFile[],
  options: UploadPlace & {
    readonly isForced?: boolean;
    readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
  },
): Promise<UploadResult> {
  const known = options.isForced === true ? NONE : await knownOf(connection, files, options);
  const open = files.filter((file) => !known.placed.has(keyOf(file)));
  const result = { sent: 0, known: files.length - open.length, sentBytes: 0, problems: [] as FileProblem[] };
  for (const batch of batchesOf(open)) {
    const entries = batch.map((file) => ({ file, isKnown: known.contents.has(keyOf(file)) }));
    const { project, release, dist } = options;
    const bundle = await packBundle(entries, {
      organization: project.organization,
      project: project.slug,
      release,
      dist,
    });
    const { onProgress } = options;
    const { checksum, sentBytes } = await sendBundle(connection, {
      bundle,
      project,
      release,
      dist,
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    result.sent += entries.filter(({ isKnown }) => !isKnown).length;
    result.known += entries.filter(({ isKnown }) => isKnown).length;
    result.sentBytes += sentBytes;
    result.problems.push(...(await problemsOf(connection, project, checksum)));
  }
  return result;
}

type Known = {
  /** Under this name in this release. */
  readonly placed: ReadonlySet<string>;
  /** Somewhere in the project. */
  readonly contents: ReadonlySet<string>;
};
const NONE: Known = { placed: new Set(), contents: new Set() };

async function knownOf(
  connection: Connection,
  files: readonly UploadFile[],
  { project, release, dist }: UploadPlace,
): Promise<Known> {
  const placed = new Set<string>();
  const contents = new Set<string>();
  for (let from = 0; from < files.length; from += KNOWN_AT_ONCE) {
    const batch = files.slice(from, from + KNOWN_AT_ONCE);
    const answer = await ask<{ files: { known: 'here' | 'elsewhere' | null }[] }>(connection, {
      path: `/api/v1/projects/${project.id}/artifacts/known`,
      body: {
        release: release ?? '',
        dist: dist ?? '',
        files: batch.map(({ url: name, hash, debugId }) => ({ name, hash, debug_id: debugId })),
      },
    });
    for (const [index, file] of batch.entries()) {
      const state = answer.files[index]?.known;
      if (state === 'here') placed.add(keyOf(file));
      if (state === 'elsewhere') contents.add(keyOf(file));
    }
  }
  return { placed, contents };
}

/** The server's bound of one question. */
const KNOWN_AT_ONCE = 1_000;

function keyOf({ url, hash }: UploadFile): string {
  return `${hash} ${url}`;
}

function batchesOf(files: readonly UploadFile[]): UploadFile[][] {
  const batches: UploadFile[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = batches.at(-1);
    const isFull =
      last === undefined ||
      last.length >= UPLOAD_LIMITS.bundleFilesMax ||
      bytes + file.size > UPLOAD_LIMITS.bundleBytesMax;
    if (isFull) batches.push([file]);
    else last.push(file);
    bytes = isFull ? file.size : bytes + file.size;
  }
  return batches;
}

async function problemsOf(
  connection: Connection,
  project: Project,
  checksum: string,
): Promise<FileProblem[]> {
  const files = `/api/v1/projects/${project.id}/artifacts/files`;
  const answer = await ask<{ files: { name: string; problem: { why: string } | null }[] }>(connection, {
    path: `${files}?checksum=${checksum}&state=problem&limit=${UPLOAD_LIMITS.reportLinesMax}`,
  });
  return answer.files.map(({ name, problem }) => ({ name, why: problem?.why ?? '' }));
}
