import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordBrowser } from './record-browser.ts';
import { recordNode } from './record-node.ts';
import { RECORDED_FOLDER, RECORDED_SDKS, recordingName } from './recording.ts';
import { installSdk } from './install-sdk.ts';

/**
 * Records again what each SDK sends: `node packages/cli/test/sdk/versions/record.ts`. Needs npm and Chromium; the SDKs
 * are installed from npm into a folder that is removed afterwards.
 */
await mkdir(RECORDED_FOLDER, { recursive: true });
for (const sdk of RECORDED_SDKS) {
  const installed = await installSdk(sdk);
  try {
    const steps =
      sdk.name === '@sentry/browser' ? await recordBrowser(installed) : await recordNode(installed);
    const file = join(RECORDED_FOLDER, `${recordingName(sdk)}.json`);
    await writeFile(file, `${JSON.stringify(steps, null, 2)}\n`);
    process.stdout.write(`${file}: ${steps.length} requests with an event\n`);
  } finally {
    await installed.remove();
  }
}
