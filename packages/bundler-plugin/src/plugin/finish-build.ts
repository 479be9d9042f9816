import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import picomatch from 'picomatch';
import { readUrlPrefix } from '../command/read-arguments.ts';
import { UploadFailure } from '../failure.ts';
import type { FoundFile } from '../files/find-files.ts';
import { injectFolder } from '../files/inject-folder.ts';
import { pairFiles } from '../files/pair-files.ts';
import type { Connection } from '../upload/connection.ts';
import { findProject } from '../upload/find-project.ts';
import { uploadFilesOf } from '../upload/upload-file.ts';
import { uploadFiles } from '../upload/upload-files.ts';
import type { PluginSettings } from './options.ts';

/** What a bundler wrote. */
export type Output = {
  readonly folder: string;
  /** Paths below the folder, with `/`. */
  readonly files: readonly string[];
  /** Path or address under which browsers get the folder; null when the bundler does not know. */
  readonly publicPath: string | null;
  /** Whether the bundler could not be told earlier: then ids are written into the files now. */
  readonly isInjecting: boolean;
};

/** After the files are there: uploads scripts with their maps, and deletes the maps when asked to. */
export async function finishBuild(
  output: Output,
  settings: PluginSettings,
  say: (text: string) => void,
): Promise<void> {
  try {
    const scripts = await pairFiles(await filesOf(output, settings.ignore));
    if (output.isInjecting) await injectFolder(scripts, { isDryRun: false, release: settings.release });
    if (!settings.isUploading) return;
    const connection = connectionOf(settings, say);
    const project = await findProject(connection, settings);
    // Read again: ids are in the files now, whoever wrote them.
    const paired = output.isInjecting ? await pairFiles(await filesOf(output, settings.ignore)) : scripts;
    const urlPrefix = settings.urlPrefix ?? prefixOf(output.publicPath);
    const files = await uploadFilesOf(paired, { urlPrefix, debugIds: new Map() });
    if (files.length === 0) {
      say('BugSage: the build has no source maps, so nothing was uploaded. Are they switched on?');
      return;
    }
    const result = await uploadFiles(connection, files, { ...settings, project });
    say(`BugSage: ${result.sent} files uploaded to ${project.name}, ${result.known} were there.`);
    for (const { name, why } of result.problems) say(`BugSage: ${name} cannot be used: ${why}`);
    if (settings.isDeletingMaps && result.problems.length === 0)
      for (const { type, path } of files) if (type === 'source_map') await rm(path, { force: true });
  } catch (error) {
    if (settings.isFailing || !(error instanceof UploadFailure)) throw error;
    say(`BugSage: source maps were not uploaded: ${error.message}`);
  }
}

async function filesOf({ folder, files }: Output, ignore: readonly string[]): Promise<FoundFile[]> {
  const isIgnored = ignore.length === 0 ? () => false : picomatch([...ignore]);
  const found: FoundFile[] = [];
  for (const name of new Set(files)) {
    if (isIgnored(name) || !/\.(?:[cm]?js|jsbundle|bundle|css|map)$/i.test(name)) continue;
    const path = join(folder, name);
    const size = await stat(path).then(
      (file) => file.size,
      () => null,
    );
    // Another plugin may have taken it away.
    if (size !== null) found.push({ path, name, size });
  }
  return found;
}

/** `/shop/` is `~/shop`; `auto`, `./` and nothing say no more than that it is served somewhere. */
function prefixOf(publicPath: string | null): string {
  if (publicPath === null || publicPath === 'auto' || publicPath.startsWith('.')) return '~';
  return readUrlPrefix(publicPath);
}

function connectionOf({ url, token }: PluginSettings, say: (text: string) => void): Connection {
  if (url === null) throw new UploadFailure('BugSage: which server? Set the option url, or BUGSAGE_URL.');
  if (token === null)
    throw new UploadFailure(
      'BugSage: no token. Set the option token, or BUGSAGE_TOKEN, to an API token with the scope artifacts.',
    );
  return { url, token, onRetry: (why) => say(`BugSage: ${why} Trying again.`) };
}
