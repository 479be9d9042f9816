import { readFile } from 'node:fs/promises';
import { zipSync, type Zippable } from 'fflate';
import type { UploadFile } from './upload-file.ts';

/** `SYSB` and version 2, before the archive (protocol.md 1.17). */
const MARK = Buffer.from([0x53, 0x59, 0x53, 0x42, 2, 0, 0, 0]);
/** One date for all entries: the same files make the same bundle, which the server then knows. */
const ENTRY_DATE = new Date(1980, 0, 1, 12);

export type BundleNames = {
  readonly organization: string;
  readonly project: string;
  readonly release: string | null;
  readonly dist: string | null;
};

/**
 * An artifact bundle of these files. Contents the server has are named by their hash and not sent. Not compressed:
 * parts are compressed on their way.
 */
export async function packBundle(
  files: readonly { readonly file: UploadFile; readonly isKnown: boolean }[],
  names: BundleNames,
): Promise<Buffer> {
  const entries: Zippable = {};
  const described: Record<string, object> = {};
  for (const { file, isKnown } of files) {
    const path = `files/_/${file.url.replace(/^~\//, '_/').replace('://', '/')}`;
    described[path] = {
      url: file.url,
      type: file.type,
      headers: {
        ...(file.debugId === null ? {} : { 'debug-id': file.debugId }),
        ...(file.mapReference === null ? {} : { sourcemap: file.mapReference }),
      },
      ...(isKnown ? { sha256: file.hash } : {}),
    };
    if (!isKnown) entries[path] = await readFile(file.path);
  }
  const { organization: org, project, release, dist } = names;
  const manifest = {
    files: described,
    org,
    project,
    ...(release === null ? {} : { release }),
    ...(dist === null ? {} : { dist }),
  };
  const zip = zipSync(
    { 'manifest.json': Buffer.from(JSON.stringify(manifest)), ...entries },
    { level: 0, mtime: ENTRY_DATE },
  );
  return Buffer.concat([MARK, zip]);
}
