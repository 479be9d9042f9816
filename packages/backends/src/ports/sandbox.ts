/** A folder of this machine seen read-only below `/repo`, for example installed dependencies. */
export type SandboxMount = {
  readonly from: string;
  /** Path from the repository's root; made when it is not there. */
  readonly to: string;
  /** Folders in it that are writable and forgotten after the run, by their names: caches of tools. */
  readonly scratch?: readonly string[];
};

export type SandboxCommand = {
  /** Folder that is writable inside, seen there as `/repo`. */
  readonly directory: string;
  readonly command: readonly string[];
  readonly timeoutMs: number;
  /** Added to the fixed allow-list of environment variables. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly mounts?: readonly SandboxMount[];
  /** Opens the network, for installing dependencies only: code of the repository must not run with it. */
  readonly dangerouslyAllowNetwork?: boolean;
};

export type SandboxResult = {
  readonly exitCode: number | null;
  readonly timedOut: boolean;
  /** True when output was cut at the bound. */
  readonly truncated: boolean;
  /** Standard output and error, interleaved as they came, bounded. */
  readonly output: string;
  readonly durationMs: number;
};

/** Runs untrusted code without network, secrets or a way out. `none` refuses to run anything. */
export type Sandbox = {
  readonly kind: 'bubblewrap' | 'none';
  run(command: SandboxCommand): Promise<SandboxResult>;
};
