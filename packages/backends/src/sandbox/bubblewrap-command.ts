import { SANDBOX_LIMITS } from './limits.ts';

/** A file or folder of the host shown inside, read-only. */
export type ReadOnlyMount = { readonly from: string; readonly to: string };

export type BubblewrapCommand = {
  readonly bubblewrap: string;
  readonly prlimit: string;
  /** Host folder that becomes the writable `/repo`. */
  readonly directory: string;
  readonly mounts: readonly ReadOnlyMount[];
  /** Shown below `/repo`, over what is there. */
  readonly repositoryMounts: readonly ReadOnlyMount[];
  /** Folders that are writable memory inside, forgotten afterwards. */
  readonly scratchFolders: readonly string[];
  readonly network: boolean;
  /** Links at the root of the system, for example `/lib64` to `usr/lib64`. */
  readonly links: readonly ReadOnlyMount[];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly command: readonly string[];
};

/**
 * Asks the service on descriptor 3 whether it still lives, and ends without an answer. `--die-with-parent` has the kernel
 * end a run whose service dies, but one that is killed while namespaces and mounts are still made dies before anybody
 * asked the kernel. Once process 1 sleeps, waiting for what runs inside, everybody has: from then on an answer is enough.
 */
const STILL_WANTED = `
until read -r state < /proc/1/stat && case "$state" in *') S '*) ;; *) false ;; esac; do :; done
echo >&3 && read -r answer <&3 || exit 1
exec 3>&-
exec "$@"`;

/**
 * The command line of one run: all namespaces new, no network, the system read-only, a private /tmp, no capabilities.
 * `prlimit` runs inside, because process counts are kept per user namespace: two runs at a time do not share them.
 */
export function bubblewrapCommand(run: BubblewrapCommand): [string, ...string[]] {
  const temporary = String(SANDBOX_LIMITS.temporaryBytesMax);
  const namespaces = '--unshare-all --unshare-user --disable-userns --die-with-parent --new-session';
  const identity = '--cap-drop ALL --uid 65534 --gid 65534 --hostname sandbox --clearenv';
  // /dev and / are memory without a bound of their own: read-only once everything is mounted.
  const system = `--proc /proc --dev /dev --size ${temporary} --tmpfs /tmp --size ${temporary} --tmpfs /dev/shm`;
  return [
    run.bubblewrap,
    ...namespaces.split(' '),
    ...(run.network ? ['--share-net'] : []),
    ...identity.split(' '),
    ...Object.entries(run.environment).flatMap(([name, value]) => ['--setenv', name, value]),
    ...run.links.flatMap(({ from, to }) => ['--symlink', from, to]),
    ...run.mounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...system.split(' '),
    '--bind',
    run.directory,
    '/repo',
    ...run.repositoryMounts.flatMap(({ from, to }) => ['--ro-bind', from, to]),
    ...run.scratchFolders.flatMap((folder) => ['--size', temporary, '--tmpfs', folder]),
    ...'--chdir /repo --remount-ro /dev --remount-ro / --'.split(' '),
    run.prlimit,
    `--nproc=${SANDBOX_LIMITS.processesMax}`,
    `--fsize=${SANDBOX_LIMITS.fileBytesMax}`,
    `--data=${SANDBOX_LIMITS.processDataBytesMax}`,
    `--nofile=${SANDBOX_LIMITS.filesOpenMax}`,
    `--cpu=${Math.ceil(run.timeoutMs / 1000) + 1}`,
    '--core=0',
    '--',
    'sh',
    '-c',
    STILL_WANTED,
    'sh',
    ...run.command,
  ];
}
