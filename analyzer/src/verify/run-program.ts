import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sandbox, SandboxResult } from '@bugsage/backends';

export type ReplayPlace = { readonly sandbox: Sandbox; readonly directory: string };
export type ReplayAnswer<Result> = {
  readonly result: Result | null;
  readonly run: SandboxResult;
  readonly command: string;
};

export type Program = {
  /** Texts by their paths. */
  readonly files: ReadonlyMap<string, string>;
  /** How it is started, from the root of the checkout; `folder` is where its files are. The mark is added as the last word. */
  readonly start: (folder: string) => readonly string[];
  readonly timeoutMs: number;
};

/** Puts a program of ours into the checkout, runs it in the sandbox, and takes it out again. */
export async function runProgram<Result>(
  place: ReplayPlace,
  { files, start, timeoutMs }: Program,
): Promise<ReplayAnswer<Result>> {
  const name = `.bugsage-${randomBytes(6).toString('hex')}`;
  const folder = join(place.directory, name);
  const mark = `${randomBytes(16).toString('hex')}:`;
  const command = start(name);
  try {
    await writeFiles(folder, files);
    const run = await place.sandbox.run({
      directory: place.directory,
      command: [...command, mark],
      timeoutMs,
    });
    const answer = readAnswer(run, mark);
    return { result: answer.result as Result | null, run: answer.run, command: command.join(' ') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The user inside is another one, whatever the mask of this process is. */
async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const folders = new Set([folder]);
  for (const [path, text] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    for (let at = dirname(target); at.length > folder.length; at = dirname(at)) folders.add(at);
    await writeFile(target, text);
    await chmod(target, 0o644);
  }
  for (const made of folders) await chmod(made, 0o755);
}

/** The answer is the line that starts with the mark; everything else is what the code printed. */
function readAnswer(run: SandboxResult, mark: string): { result: unknown; run: SandboxResult } {
  const at = run.output.lastIndexOf(mark);
  if (at < 0) return { result: null, run };
  const end = run.output.indexOf('\n', at);
  const output = run.output.slice(0, at).trim();
  try {
    const text = run.output.slice(at + mark.length, end < 0 ? undefined : end);
    return { result: JSON.parse(text) as unknown, run: { ...run, output } };
  } catch {
    return { result: null, run: { ...run, output } };
  }
}
