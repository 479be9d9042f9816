import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import type { Author } from './history.ts';
import { LIMITS } from './limits.ts';

const run = promisify(execFile);

/** Runs git without the machine's configuration and hooks, so that hashes depend on our input alone. */
export async function git(directory: string, args: readonly string[], identity?: Identity): Promise<string> {
  const { stdout } = await run('git', ['-C', directory, ...SETTINGS, ...args], {
    env: { ...process.env, ...ISOLATION, ...(identity ? identityVariables(identity) : {}) },
    maxBuffer: LIMITS.gitOutputBytesMax,
  });
  return stdout.trim();
}

export type Identity = { readonly author: Author; readonly date: string };

const SETTINGS = [
  'core.hooksPath=' + devNull,
  'core.autocrlf=false',
  'commit.gpgSign=false',
  'gc.auto=0',
].flatMap((setting) => ['-c', setting]);

const ISOLATION = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_DEFAULT_HASH: 'sha1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
  // A caller that runs inside a hook would otherwise redirect us to its own repository.
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
};

function identityVariables({ author, date }: Identity): Record<string, string> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  };
}
