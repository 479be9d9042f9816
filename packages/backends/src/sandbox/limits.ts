const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of one run in the sandbox. The code inside is hostile until shown otherwise. */
export const SANDBOX_LIMITS = {
  /** Threads and processes. Node needs 11 threads each; a test runner starts one process per core. */
  processesMax: 256,
  /** A run that holds this many is ended with that reason, before the kernel refuses it more in words of its own. */
  processesAbort: 240,
  /** Anonymous memory of all processes together. */
  memoryBytesMax: 2048 * MIB,
  /** Writable private memory of one process; address space cannot be bounded, because V8 reserves far more than it uses. */
  processDataBytesMax: 2048 * MIB,
  fileBytesMax: 64 * MIB,
  filesOpenMax: 4096,
  /** The private /tmp, which is memory. */
  temporaryBytesMax: 64 * MIB,
  /** What one run may add to the folder that is writable inside. */
  diskBytesMax: 1024 * MIB,
  /** Kept of the output: as much of the start as of the end. */
  outputBytesMax: 1 * MIB,
  /** Nobody prints this much by accident; the run is ended. */
  outputBytesAbort: 64 * MIB,
  timeoutMsMax: 15 * 60_000,
  /** How often memory and disk are looked at; a process fills about 0.5 GiB in that time. */
  watchIntervalMs: 200,
  /** Start of the namespaces takes about 80 ms; a busy machine needs more. */
  probeTimeoutMs: 20_000,
  /** User and group of the code when the service runs as root. No system hands out ids of this range. */
  userIdWhenRoot: 2_000_400_321,
} as const;
