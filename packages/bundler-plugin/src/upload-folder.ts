import { findFiles } from './files/find-files.ts';
import { injectFolder, type InjectedScript } from './files/inject-folder.ts';
import { pairFiles, type PairedScript } from './files/pair-files.ts';
import type { Connection } from './upload/connection.ts';
import { findProject, type Project } from './upload/find-project.ts';
import { uploadFilesOf, type UploadFile } from './upload/upload-file.ts';
import { uploadFiles, type UploadResult } from './upload/upload-files.ts';

export type FolderOptions = {
  readonly folder: string;
  /** `~/` and the path the folder is served at. */
  readonly urlPrefix: string;
  readonly ignore: readonly string[];
  readonly release: string | null;
  readonly dist: string | null;
  readonly organization: string | null;
  readonly project: string | null;
  /** Whether debug ids are written into the files. */
  readonly isInjecting: boolean;
  /** Whether files are changed without a connection too; else that is a dry run. */
  readonly isWriting: boolean;
  readonly isForced: boolean;
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
};

export type FolderUpload = {
  readonly scripts: readonly PairedScript[];
  readonly injected: readonly InjectedScript[];
  readonly files: readonly UploadFile[];
  /** Null in a dry run, and when there is nothing to upload. */
  readonly uploaded: (UploadResult & { readonly project: Project }) | null;
};

/** Gives the scripts of a folder debug ids and uploads them with their maps. Without a connection: a dry run. */
export async function uploadFolder(
  options: FolderOptions,
  connection: Connection | null,
): Promise<FolderUpload> {
  const scripts = await pairFiles(await findFiles(options.folder, options.ignore));
  const isDryRun = connection === null && !options.isWriting;
  // Asked first: a wrong token should not leave a changed folder behind.
  const project = connection === null ? null : await findProject(connection, options);
  const injected = options.isInjecting ? await injectFolder(scripts, { isDryRun }) : [];
  const files = await uploadFilesOf(scripts, {
    urlPrefix: options.urlPrefix,
    debugIds: new Map(injected.map(({ name, debugId }) => [name, debugId])),
  });
  if (connection === null || project === null || files.length === 0)
    return { scripts, injected, files, uploaded: null };
  const result = await uploadFiles(connection, files, { ...options, project });
  return { scripts, injected, files, uploaded: { ...result, project } };
}
