import { access, constants, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, posix } from 'node:path';
import { BugSageError, describeError } from '@bugsage/core';
import type { SandboxCommand, SandboxResult } from '../ports/index.ts';
import { bubblewrapCommand, type ReadOnlyMount } from './bubblewrap-command.ts';
import { preparePlaces, pruneStages, type PreparedPlaces } from './drop-privileges.ts';
import { readHostSystem, type HostSystem } from './host-system.ts';
import { SANDBOX_LIMITS } from './limits.ts';
import { runProcess } from './run-process.ts';
import type { ResourceBounds } from './watch-resources.ts';

export type Bubblewrap = {
  readonly program: string;
  readonly prlimit: string;
  readonly host: HostSystem;
  readonly bounds: ResourceBounds;
};

/** Finds bubblewrap and sees it work once. Errors: `sandbox_unavailable`, with the reason. */
export async function openBubblewrap(bounds: ResourceBounds): Promise<Bubblewrap> {
  const program = await findProgram('bwrap', 'Install the package bubblewrap.');
  const prlimit = await findProgram('prlimit', 'Install the package util-linux.');
  await pruneStages();
  const bubblewrap = { program, prlimit, host: await readHostSystem(), bounds };
  const directory = await mkdtemp(join(tmpdir(), 'bugsage-probe-'));
  try {
    const result = await runInBubblewrap(bubblewrap, {
      directory,
      command: ['node', '--eval', 'require("node:fs").writeFileSync("probe", ""); console.log("works")'],
      timeoutMs: SANDBOX_LIMITS.probeTimeoutMs,
    });
    if (result.exitCode !== 0 || result.output.trim() !== 'works') throw unavailable(result.output.trim());
    return bubblewrap;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Runs one command with nothing of the host but the read-only system and the given folder. */
export async function runInBubblewrap(bubblewrap: Bubblewrap, run: SandboxCommand): Promise<SandboxResult> {
  const timeoutMs = Math.min(run.timeoutMs, SANDBOX_LIMITS.timeoutMsMax);
  const directory = await realpath(run.directory);
  const asked = await repositoryMountsOf(run);
  const network = run.dangerouslyAllowNetwork === true;
  const system = network
    ? [...bubblewrap.host.mounts, ...bubblewrap.host.networkMounts]
    : bubblewrap.host.mounts;
  const places = await placesFor(directory, [...system, ...asked]);
  const [program, ...rest] = bubblewrapCommand({
    bubblewrap: bubblewrap.program,
    prlimit: bubblewrap.prlimit,
    directory: places.directory,
    mounts: places.mounts.slice(0, system.length),
    repositoryMounts: places.mounts.slice(system.length),
    scratchFolders: (run.mounts ?? []).flatMap(({ to, scratch = [] }) =>
      scratch.map((name) => posix.join('/repo', to, name)),
    ),
    network,
    links: bubblewrap.host.links,
    environment: {
      ...baseEnvironment(bubblewrap.host),
      ...(network ? bubblewrap.host.networkEnvironment : {}),
      ...run.environment,
    },
    timeoutMs,
    command: run.command,
  });
  const [first, ...others] = [...places.prefix, program, ...rest];
  try {
    return await runProcess({
      command: [first ?? program, ...others],
      // Process 1 inside is bubblewrap itself, and its environment is readable there: it gets none of ours.
      environment: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
      timeoutMs,
      directory,
      bounds: bubblewrap.bounds,
    });
  } finally {
    await places.remove();
  }
}

/** Real folders at places inside the repository; a name that leads out of it is a defect of ours. */
async function repositoryMountsOf({ mounts = [] }: SandboxCommand): Promise<ReadOnlyMount[]> {
  return Promise.all(
    mounts.map(async ({ from, to }) => {
      const target = posix.join('/repo', to);
      if (!target.startsWith('/repo/')) throw new Error(`A mount must be below /repo, not at ${target}.`);
      return { from: await realpath(from), to: target };
    }),
  );
}

async function placesFor(directory: string, mounts: readonly ReadOnlyMount[]): Promise<PreparedPlaces> {
  if (process.getuid?.() === 0) return preparePlaces(directory, mounts);
  return { directory, mounts, prefix: [], remove: async () => {} };
}

function baseEnvironment(host: HostSystem): Record<string, string> {
  return {
    PATH: host.path,
    HOME: '/tmp',
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    CI: 'true',
    NO_COLOR: '1',
  };
}

async function findProgram(name: string, advice: string): Promise<string> {
  for (const folder of [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/bin',
    '/usr/local/bin',
  ]) {
    const path = join(folder, name);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder.startsWith('/') && usable) return path;
  }
  throw unavailable(`The program ${name} is not on the PATH. ${advice}`);
}

function unavailable(reason: string): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'sandbox_unavailable',
    message: `The bubblewrap sandbox does not work here: ${describeError(reason).slice(0, 500)}`,
  });
}
