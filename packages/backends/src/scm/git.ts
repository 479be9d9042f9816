import { execFile } from 'node:child_process';
import { BugSageError } from '@bugsage/core';
import { SCM_LIMITS } from './limits.ts';

/**
 * Settings for every call. A repository may name programs in its configuration, attributes and hooks; none of them may
 * run here. `safe.directory` is needed because a mirror may belong to another user than the process.
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.attributesFile=/dev/null',
  'core.askPass=',
  'credential.helper=',
  'submodule.recurse=false',
  'fetch.recurseSubmodules=false',
  'log.showSignature=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
  'safe.directory=*',
  'protocol.allow=never',
] as const;

export type GitTransport = 'none' | 'file' | 'https' | 'ssh';

export type GitCall = {
  /** Folder of the bare mirror; null for calls outside of one. */
  readonly mirrorDirectory: string | null;
  readonly arguments: readonly string[];
  /** The only way git may reach another repository in this call. */
  readonly transport?: GitTransport;
  readonly timeoutMs?: number;
  /** A token for the host of this https address, and for no other. */
  readonly credential?: GitCredential | null;
};

export type GitCredential = { readonly url: string; readonly token: string };

export type GitOutput = { readonly exitCode: number; readonly stdout: string; readonly stderr: string };

/** Runs git without a shell. A non-zero exit is a value; a call that cannot run or hits a bound throws. */
export function runGit(call: GitCall): Promise<GitOutput> {
  const transport = call.transport ?? 'none';
  const settings = transport === 'none' ? SETTINGS : [...SETTINGS, `protocol.${transport}.allow=always`];
  const commandLine = [
    '--literal-pathspecs',
    ...settings.flatMap((setting) => ['-c', setting]),
    ...(call.mirrorDirectory === null ? [] : [`--git-dir=${call.mirrorDirectory}`]),
    ...call.arguments,
  ];
  const options = {
    env: { ...gitEnvironment(transport), ...credentialEnvironment(transport, call.credential ?? null) },
    timeout: call.timeoutMs ?? SCM_LIMITS.readTimeoutMs,
    maxBuffer: SCM_LIMITS.outputBytesMax,
    killSignal: 'SIGKILL',
    encoding: 'utf8',
  } as const;
  return new Promise((resolve, reject) => {
    execFile('git', commandLine, options, (error, stdout, stderr) => {
      if (error === null) resolve({ exitCode: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ exitCode: error.code, stdout, stderr });
      else reject(cannotRun(call, error));
    });
  });
}

/** As `runGit`, for calls that have no business failing. */
export async function requireGit(call: GitCall): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit(call);
  if (exitCode === 0) return stdout;
  throw new BugSageError({
    kind: 'unavailable',
    code: 'git_failed',
    message: `git ${call.arguments[0] ?? ''} ended with ${exitCode}: ${withoutCredentials(stderr.trim()).slice(-500)}`,
  });
}

function cannotRun(call: GitCall, cause: Error): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'git_unavailable',
    message: `git ${call.arguments[0] ?? ''} could not be run to its end within ${call.timeoutMs ?? SCM_LIMITS.readTimeoutMs} ms and ${SCM_LIMITS.outputBytesMax} bytes of output.`,
    cause,
  });
}

/** Only transfers see the home folder: ssh finds its keys and known hosts there. */
function gitEnvironment(transport: GitTransport): Record<string, string> {
  const inherited = transport === 'ssh' ? ['PATH', 'HOME', 'SSH_AUTH_SOCK'] : ['PATH'];
  const kept = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
  };
}

/** In the environment of this one process: not on a command line others can read, not in the mirror's settings. */
function credentialEnvironment(
  transport: GitTransport,
  credential: GitCredential | null,
): Record<string, string> {
  const url = credential === null ? null : URL.parse(credential.url);
  if (credential === null || url === null || transport !== 'https') return {};
  const basic = Buffer.from(`x-access-token:${credential.token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${url.origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${basic}`,
  };
}

function withoutCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/@\s]*@/g, '//***@');
}
