import { once } from 'node:events';
import { open, type Entry, type ZipFile } from 'yauzl';
import { ARTIFACT_LIMITS } from './limits.ts';

/** A file of an archive. `read` throws for one that is not what its header says, or above its bound. */
export type ArchiveEntry = { readonly path: string; readonly size: number; read(): Promise<Buffer> };

/**
 * The files of an archive in their order. Nothing is written under a name from the archive: names are keys, and paths
 * that leave the archive, links and files that are more than they claim are refused.
 */
export async function openArchive(
  path: string,
): Promise<{ readonly entries: readonly ArchiveEntry[]; readonly close: () => void }> {
  const zip = await openZip(path);
  const entries: ArchiveEntry[] = [];
  let unpacked = 0;
  zip.on('entry', (entry: Entry) => {
    unpacked += entry.uncompressedSize;
    if (!entry.fileName.endsWith('/')) entries.push(archiveEntry(zip, entry));
    if (entries.length > ARTIFACT_LIMITS.filesMax)
      zip.emit('error', new Error(`The archive has more than ${ARTIFACT_LIMITS.filesMax} files.`));
    else if (unpacked > ARTIFACT_LIMITS.unpackedBytesMax)
      zip.emit(
        'error',
        new Error(`The archive holds more than ${ARTIFACT_LIMITS.unpackedBytesMax} bytes when unpacked.`),
      );
    else zip.readEntry();
  });
  const ended = once(zip, 'end');
  zip.readEntry();
  await ended;
  return { entries, close: () => zip.close() };
}

function openZip(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

const FILE_TYPE_MASK = 0o170000;
const REGULAR_FILE = 0o100000;

function archiveEntry(zip: ZipFile, entry: Entry): ArchiveEntry {
  const fileType = (entry.externalFileAttributes >>> 16) & FILE_TYPE_MASK;
  return {
    path: entry.fileName,
    size: entry.uncompressedSize,
    read: async () => {
      if (fileType !== 0 && fileType !== REGULAR_FILE)
        throw new Error('It is a link or a device, not a file.');
      if (entry.uncompressedSize > ARTIFACT_LIMITS.fileBytesMax)
        throw new Error(
          `It has ${entry.uncompressedSize} bytes; ${ARTIFACT_LIMITS.fileBytesMax} are allowed.`,
        );
      const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
        zip.openReadStream(entry, (error, opened) => {
          if (error) reject(error);
          else resolve(opened);
        });
      });
      const parts: Buffer[] = [];
      // The library ends the stream with an error when more comes than the header says.
      for await (const part of stream) parts.push(Buffer.from(part));
      return Buffer.concat(parts);
    },
  };
}
