import { spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import type { SandboxResult } from '../ports/index.ts';
import { BoundedOutput } from './bounded-output.ts';
import { SANDBOX_LIMITS } from './limits.ts';
import { watchResources, type ResourceBounds } from './watch-resources.ts';

export type ProcessRun = {
  readonly command: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Folder whose disk use is watched. */
  readonly directory: string;
  readonly bounds: ResourceBounds;
};

/** Runs a command in its own process group and kills the whole group at any bound. */
export function runProcess(run: ProcessRun): Promise<SandboxResult> {
  const startedAt = performance.now();
  const [program, ...rest] = run.command;
  const output = new BoundedOutput(SANDBOX_LIMITS.outputBytesMax);
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, {
      // From `/`, so that a shell on the way cannot tell the code where the service runs.
      cwd: '/',
      env: { ...run.environment },
      detached: true,
      // Descriptor 3: a command that is about to begin asks whether we still live.
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let timedOut = false;
    const notes: string[] = [];
    const end = (note: string): void => {
      notes.push(`[ended: ${note}]`);
      killGroup(child.pid);
    };
    const timer = setTimeout(() => {
      timedOut = true;
      end(`not finished after ${run.timeoutMs} ms`);
    }, run.timeoutMs);
    const stopWatching =
      child.pid === undefined
        ? () => {}
        : watchResources({
            pid: child.pid,
            directory: run.directory,
            bounds: run.bounds,
            intervalMs: SANDBOX_LIMITS.watchIntervalMs,
            onExceeded: end,
          });
    const collect = (chunk: Buffer): void => {
      const before = output.seenBytes;
      output.add(chunk);
      if (before <= SANDBOX_LIMITS.outputBytesAbort && output.seenBytes > SANDBOX_LIMITS.outputBytesAbort) {
        end(`more than ${SANDBOX_LIMITS.outputBytesAbort} bytes of output`);
      }
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    answerOnce(child.stdio[3] as Duplex);
    const finish = (): void => {
      clearTimeout(timer);
      stopWatching();
    };
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (exitCode) => {
      finish();
      killGroup(child.pid);
      resolve({
        exitCode: notes.length > 0 ? null : exitCode,
        timedOut,
        truncated: output.truncated,
        output: [output.text(), ...notes].filter((part) => part !== '').join('\n'),
        durationMs: Math.round(performance.now() - startedAt),
      });
    });
  });
}

function answerOnce(line: Duplex): void {
  line.once('data', () => line.end('\n'));
  // Who asked is gone.
  line.on('error', () => line.destroy());
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
