import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Transform, type Readable } from 'node:stream';
import { describeError } from '@bugsage/core';
import { createGunzip, createGzip } from 'node:zlib';
import { unreadable, type BackupPart } from './backup-manifest.ts';

const LINE_FEED = 10;

/** Writes rows, a line each, as gzip. Answers what the manifest says of the file; its hash is that of the lines. */
export async function writePart(
  folder: string,
  file: string,
  lines: Readable | AsyncIterable<Buffer>,
): Promise<BackupPart> {
  const seen = watchLines();
  const target = createWriteStream(join(folder, file), { mode: 0o600, flush: true });
  await pipeline(lines, seen.stream, createGzip({ level: 6 }), target);
  return { file, ...seen.result() };
}

/**
 * Hands over the lines of a file; their end comes only when all of them were what was written. Throws otherwise.
 */
export async function readPart(
  folder: string,
  part: BackupPart,
  consume: (lines: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  const seen = watchLines((result) => {
    if (result.sha256 !== part.sha256 || result.rows !== part.rows)
      throw new Error('its lines are not those that were written.');
  });
  const file = createReadStream(join(folder, part.file));
  await pipeline(file, createGunzip(), seen.stream, consume);
}

/** Reads a file for nothing but to know that it is whole. Throws `BugSageError` `backup_unreadable`. */
export async function checkPart(folder: string, part: BackupPart): Promise<void> {
  const read = readPart(folder, part, async (lines) => {
    for await (const _ of lines) {
      // Only its end matters.
    }
  });
  await read.catch((error: unknown) => {
    throw unreadable(`${part.file} is damaged or missing: ${describeError(error)} Nothing was restored.`);
  });
}

type Lines = { readonly rows: number; readonly sha256: string };

function watchLines(onEnd?: (result: Lines) => void): { stream: Transform; result: () => Lines } {
  const hash = createHash('sha256');
  let rows = 0;
  let ended: Lines | undefined;
  const result = (): Lines => (ended ??= { rows, sha256: hash.digest('hex') });
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) rows += 1;
      done(null, chunk);
    },
    flush(done) {
      try {
        onEnd?.(result());
        done();
      } catch (error) {
        done(error as Error);
      }
    },
  });
  return { stream, result };
}
