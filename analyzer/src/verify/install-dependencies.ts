import { createHash, randomUUID } from 'node:crypto';
import { access, chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import type { Sandbox, SandboxMount } from '@bugsage/backends';
import type { VerificationStep } from '@bugsage/core';
import type { CaseCode } from '../evidence/case.ts';
import { planInstall, type InstallPlan } from './install-plan.ts';
import { VERIFY_LIMITS } from './limits.ts';
import { stepOf } from './step.ts';
import { detectToolchain, type ToolchainSettings } from './toolchain.ts';

export type Dependencies = {
  /** The same sandbox, in which installed packages are seen, read-only. */
  readonly sandbox: Sandbox;
  /** Null when nothing had to be installed. */
  readonly step: VerificationStep | null;
};

export type InstallRequest = {
  readonly sandbox: Sandbox;
  readonly code: CaseCode;
  readonly settings: ToolchainSettings;
  /** Finished installations, by what they were made from. */
  readonly cacheDirectory: string;
  /** Address of the npm registry; null takes the public one. */
  readonly registry: string | null;
};

/** Tools keep caches there, which must not fail and must not outlive a run. */
const SCRATCH = ['.vite', '.vite-temp', '.cache'] as const;
const PYTHON = '.bugsage-python';

/**
 * Installs what the lock file names, once per lock file. The only step with a network: it sees manifests and the lock
 * file, no code and no secret, and runs no script of any package. What it leaves is read-only for everything after it.
 */
export async function installDependencies(request: InstallRequest): Promise<Dependencies> {
  const { sandbox, code, cacheDirectory } = request;
  const plan = await planInstall(code, await detectToolchain(code, request.settings));
  if (plan === null || sandbox.kind === 'none') return { sandbox, step: null };
  const at = join(cacheDirectory, keyOf(plan, request.registry));
  let step = stepOf('install', {
    status: 'passed',
    log: 'Installed before, for this very lock file.',
    command: plan.command,
  });
  if (!(await exists(at))) {
    step = await install(request, plan, at);
    if (step.status !== 'passed') return { sandbox, step };
  }
  return { sandbox: withMounts(sandbox, await mountsOf(at, plan)), step };
}

/** A sandbox whose every run sees these folders. */
export function withMounts(sandbox: Sandbox, mounts: readonly SandboxMount[]): Sandbox {
  const hasPython = mounts.some(({ to }) => to.endsWith(PYTHON));
  const found = mounts.find(({ to }) => to.endsWith(PYTHON));
  return {
    kind: sandbox.kind,
    run: (command) =>
      sandbox.run({
        ...command,
        mounts: [...(command.mounts ?? []), ...mounts],
        environment: {
          ...(hasPython ? { PYTHONPATH: `/repo/${found?.to ?? PYTHON}` } : {}),
          ...command.environment,
        },
      }),
  };
}

async function install(request: InstallRequest, plan: InstallPlan, at: string): Promise<VerificationStep> {
  const unfinished = `${at}.${randomUUID()}`;
  try {
    for (const [path, text] of plan.files) {
      await mkdir(dirname(join(unfinished, path)), { recursive: true, mode: 0o755 });
      await writeFile(join(unfinished, path), text);
    }
    await chmod(unfinished, 0o755);
    const run = await request.sandbox.run({
      directory: unfinished,
      command: ['sh', '-c', plan.command],
      timeoutMs: VERIFY_LIMITS.installTimeoutMs,
      dangerouslyAllowNetwork: true,
      ...(request.registry === null ? {} : { environment: { npm_config_registry: request.registry } }),
    });
    const passed = run.exitCode === 0;
    if (passed) {
      await rm(join(unfinished, '.bugsage-cache'), { recursive: true, force: true });
      // Another process may have been faster; its folder is as good.
      await rename(unfinished, at).catch(() => undefined);
    }
    return stepOf('install', {
      status: passed ? 'passed' : 'failed',
      log: run.output,
      command: plan.command,
      run,
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Every folder of packages at its place in the repository. */
async function mountsOf(at: string, plan: InstallPlan): Promise<SandboxMount[]> {
  const owners = [...plan.files.keys()]
    .filter((path) => path.endsWith('package.json'))
    .map((path) => posix.dirname(path));
  const names = [...new Set(owners.map((owner) => posix.join(owner, 'node_modules'))), PYTHON];
  const mounts: SandboxMount[] = [];
  for (const name of names) {
    const from = join(at, name);
    if (!(await exists(from)) || (await readdir(from)).length === 0) continue;
    const to = posix.join(plan.root, name);
    if (name === PYTHON) mounts.push({ from, to });
    else {
      for (const scratch of SCRATCH) await mkdir(join(from, scratch), { recursive: true });
      mounts.push({ from, to, scratch: SCRATCH });
    }
  }
  return mounts;
}

/** Names of packages and versions come from the files; the result also depends on Node and the way of installing. */
function keyOf(plan: InstallPlan, registry: string | null): string {
  const content = JSON.stringify([
    process.version,
    process.platform,
    process.arch,
    registry,
    plan.command,
    [...plan.files],
  ]);
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
