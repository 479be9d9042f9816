import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import picomatch from 'picomatch';
import { UploadFailure } from '../failure.ts';
import { UPLOAD_LIMITS } from '../limits.ts';

/** A file of a build. `name` is its path below the folder, with `/`. */
export type FoundFile = { readonly path: string; readonly name: string; readonly size: number };

const OF_INTEREST = /\.(?:[cm]?js|jsbundle|bundle|css|map)$/i;

/**
 * Scripts, style sheets and maps below a folder, by name. Links are not followed; `node_modules` and folders that start
 * with a dot are left out, as is what a pattern of `ignore` matches. Throws when the folder is not there.
 */
export async function findFiles(folder: string, ignore: readonly string[] = []): Promise<FoundFile[]> {
  const root = resolve(folder);
  const isIgnored = ignore.length === 0 ? () => false : picomatch([...ignore]);
  const found: FoundFile[] = [];
  const open = [root];
  for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
    const entries = await readFolder(directory, root);
    for (const entry of entries) {
      const path = join(directory, entry.name);
      const name = relative(root, path).split(sep).join('/');
      if (isIgnored(name)) continue;
      if (entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'))
        open.push(path);
      if (entry.isFile() && OF_INTEREST.test(entry.name))
        found.push({ path, name, size: (await stat(path)).size });
    }
    if (found.length > UPLOAD_LIMITS.filesMax)
      throw new UploadFailure(
        `${folder} has more than ${UPLOAD_LIMITS.filesMax} scripts and maps. Name the folder of the build itself.`,
      );
  }
  return found.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

async function readFolder(directory: string, root: string) {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    if (directory !== root) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'ENOTDIR' ? 'is no folder' : `: ${String(error)}`;
    throw new UploadFailure(`${root} ${why}. Name the folder your build writes to.`, { cause: error });
  }
}
