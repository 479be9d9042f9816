import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { InstalledSdk } from './install-sdk.ts';
import type { RecordedStep } from './recording.ts';
import { startRecordingServer } from './recording-server.ts';

const STEPS = ['crash', 'reject', 'report-cause', 'report-group', 'report-message', 'report-text'] as const;

/** Runs each program to its end in a process of its own. */
export async function recordNode({ sdk, folder }: InstalledSdk): Promise<readonly RecordedStep[]> {
  const server = await startRecordingServer();
  try {
    const steps: RecordedStep[] = [];
    for (const step of STEPS) {
      const child = spawn(process.execPath, [join(folder, 'program', `${step}.js`)], {
        env: {
          PATH: process.env['PATH'],
          PROGRAM_SDK: sdk.name,
          PROGRAM_DSN: server.dsn,
          PROGRAM_RELEASE: `box-office@${sdk.version}`,
          // The name of the machine that records is no part of the recording.
          SENTRY_NAME: 'box-office',
        },
        stdio: 'ignore',
      });
      await once(child, 'exit');
      steps.push(...(await server.take(step)));
    }
    return steps;
  } finally {
    await server.stop();
  }
}
