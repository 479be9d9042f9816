import { rm, stat } from 'node:fs/promises';
import { UploadFailure } from '../failure.ts';
import type { Connection } from '../upload/connection.ts';
import { uploadFolder } from '../upload-folder.ts';
import { HELP, readArguments, type Arguments } from './read-arguments.ts';
import { folderReport, stackReport, uploadReport } from './report.ts';

export type CommandOutput = {
  readonly print: (text: string) => void;
  /** For progress and failures, beside the result. */
  readonly note: (text: string) => void;
};

/** `bugsage sourcemaps …`. Answers the exit code: 0 done, 1 it failed or something does not resolve, 2 a wrong call. */
export async function runCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  output: CommandOutput,
): Promise<number> {
  let given: Arguments | null;
  try {
    given = readArguments(words, environment);
  } catch (error) {
    output.note((error as Error).message);
    return 2;
  }
  if (given === null) {
    output.print(HELP);
    return 0;
  }
  try {
    return given.action === 'check' ? await check(given, output) : await upload(given, output);
  } catch (error) {
    if (!(error instanceof UploadFailure)) throw error;
    output.note(error.message);
    return 1;
  }
}

async function upload(given: Arguments, output: CommandOutput): Promise<number> {
  const { isDryRun } = given;
  const isLocal = isDryRun || given.action === 'inject';
  const isWriting = given.action === 'inject' && !isDryRun;
  const connection = isLocal ? null : connectionOf(given, output);
  const options = { ...given, folder: given.target, onProgress: progress(given, output) };
  const done = await uploadFolder({ ...options, isWriting }, connection);
  const problems = done.uploaded?.problems ?? [];
  const isWhole = done.uploaded !== null && problems.length === 0;
  if (given.isDeletingMaps && isWhole) {
    for (const { type, path } of done.files) if (type === 'source_map') await rm(path, { force: true });
  }
  const { injected, files, uploaded } = done;
  output.print(
    given.isJson ? JSON.stringify({ injected, files, uploaded }) : uploadReport(done, { isDryRun }),
  );
  // A build without maps is a mistake somebody wants to hear of.
  return problems.length > 0 || (files.length === 0 && given.action === 'upload') ? 1 : 0;
}

async function check(given: Arguments, output: CommandOutput): Promise<number> {
  const isFolder = await stat(given.target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  // Loaded when asked for: decoding maps takes a parser, which builds that only upload need not wait for.
  if (isFolder) {
    const { checkFolder } = await import('../check/check-folder.ts');
    const scripts = await checkFolder(given.target, given.ignore);
    output.print(given.isJson ? JSON.stringify({ scripts }) : folderReport(scripts));
    const isBad = scripts.some(({ findings }) => findings.some(({ level }) => level === 'error'));
    return isBad || scripts.length === 0 ? 1 : 0;
  }
  const { checkEvent } = await import('../check/check-event.ts');
  const stack = await checkEvent(connectionOf(given, output), given.target);
  output.print(given.isJson ? JSON.stringify(stack) : stackReport(stack));
  return stack.unmapped > 0 ? 1 : 0;
}

function connectionOf({ url, token }: Arguments, output: CommandOutput): Connection {
  if (url === null)
    throw new UploadFailure('Which server? Pass --url https://bugsage.example or set BUGSAGE_URL.');
  if (token === null)
    throw new UploadFailure(
      `No token: make an API token with the scope artifacts (${url.replace(/\/+$/, '')}/account), and set BUGSAGE_TOKEN.`,
    );
  return { url, token, onRetry: (why) => output.note(`${why} Trying again.`) };
}

function progress({ isJson }: Arguments, output: CommandOutput) {
  return (sentBytes: number, totalBytes: number): void => {
    if (!isJson) output.note(`sent ${Math.round((100 * sentBytes) / totalBytes)} %`);
  };
}
