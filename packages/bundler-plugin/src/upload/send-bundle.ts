import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { UploadFailure } from '../failure.ts';
import { inParallel } from '../in-parallel.ts';
import { UPLOAD_LIMITS } from '../limits.ts';
import { ask, type Connection } from './connection.ts';
import type { Project } from './find-project.ts';

const compress = promisify(gzip);

export type SentBundle = {
  readonly checksum: string;
  /** Bytes of the parts that were sent, before compression; 0 when the server had all. */
  readonly sentBytes: number;
};

type Capabilities = {
  readonly chunkSize: number;
  readonly chunksPerRequest: number;
  readonly maxFileSize: number;
  readonly maxRequestSize: number;
  readonly concurrency: number;
};

type Assembly = {
  readonly state: 'not_found' | 'created' | 'assembling' | 'ok' | 'error';
  readonly missingChunks: readonly string[];
  readonly detail: string | null;
};

/**
 * Sends a bundle in parts and waits until the server has put it together (protocol.md 1.17, steps 2 to 5): parts the
 * server has are not sent again, also after an upload that broke off.
 */
export async function sendBundle(
  connection: Connection,
  upload: {
    readonly bundle: Buffer;
    readonly project: Project;
    readonly release: string | null;
    readonly dist: string | null;
    /** Called with bytes sent so far and to send. */
    readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
  },
): Promise<SentBundle> {
  const { bundle, project } = upload;
  const organization = `/api/0/organizations/${encodeURIComponent(project.organization)}`;
  const capabilities = await ask<Capabilities>(connection, { path: `${organization}/chunk-upload/` });
  if (bundle.byteLength > capabilities.maxFileSize)
    throw new UploadFailure(
      `The upload has ${bundle.byteLength} bytes; the server takes ${capabilities.maxFileSize}. Upload parts of the folder one by one.`,
    );
  const parts = partsOf(bundle, capabilities.chunkSize);
  const body = {
    checksum: sha1(bundle),
    chunks: parts.map((part) => part.checksum),
    projects: [project.slug],
    ...(upload.release === null ? {} : { version: upload.release }),
    ...(upload.dist === null ? {} : { dist: upload.dist }),
  };
  const assemble = (): Promise<Assembly> =>
    ask(connection, { path: `${organization}/artifactbundle/assemble/`, body });
  let assembly = await assemble();
  const missing = new Set(assembly.missingChunks);
  const open = parts.filter(({ checksum }) => missing.delete(checksum));
  const totalBytes = open.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  let sentBytes = 0;
  const requests = requestsOf(open, capabilities);
  const atOnceMax = Math.max(1, Math.min(capabilities.concurrency, UPLOAD_LIMITS.requestsMax));
  await inParallel(requests, atOnceMax, async (request) => {
    await ask(connection, { path: `${organization}/chunk-upload/`, body: await formOf(request) });
    sentBytes += request.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    upload.onProgress?.(sentBytes, totalBytes);
  });
  const startedAt = performance.now();
  if (requests.length > 0) assembly = await assemble();
  while (assembly.state !== 'ok') {
    if (assembly.state === 'error')
      throw new UploadFailure(
        `The server could not read the upload: ${assembly.detail ?? 'no reason given'}`,
      );
    if (assembly.missingChunks.length > 0)
      throw new UploadFailure('Parts of the upload are gone again on the server. Upload once more.');
    if (performance.now() - startedAt > UPLOAD_LIMITS.assembleMsMax)
      throw new UploadFailure(
        'The server has not put the upload together for 15 minutes. Look at its log, then upload again.',
      );
    await new Promise((resolve) => setTimeout(resolve, UPLOAD_LIMITS.assemblePollMs));
    assembly = await assemble();
  }
  return { checksum: body.checksum, sentBytes };
}

type Part = { readonly checksum: string; readonly bytes: Buffer };

function partsOf(bundle: Buffer, partBytes: number): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < bundle.byteLength; at += partBytes) {
    const bytes = bundle.subarray(at, at + partBytes);
    parts.push({ checksum: sha1(bytes), bytes });
  }
  return parts;
}

/** Parts together, as many as one request may carry. */
function requestsOf(parts: readonly Part[], { chunksPerRequest, maxRequestSize }: Capabilities): Part[][] {
  const requests: Part[][] = [];
  let room = 0;
  for (const part of parts) {
    const last = requests.at(-1);
    if (last === undefined || last.length >= chunksPerRequest || room < part.bytes.byteLength) {
      requests.push([part]);
      room = maxRequestSize - part.bytes.byteLength;
    } else {
      last.push(part);
      room -= part.bytes.byteLength;
    }
  }
  return requests;
}

async function formOf(parts: readonly Part[]): Promise<FormData> {
  const form = new FormData();
  for (const { checksum, bytes } of parts)
    form.append('file_gzip', new Blob([await compress(bytes)]), checksum);
  return form;
}

function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex');
}
