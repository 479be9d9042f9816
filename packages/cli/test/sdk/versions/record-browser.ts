import { findChromium, openChromium } from '../chromium.ts';
import { servePage } from '../page-server.ts';
import type { InstalledSdk } from './install-sdk.ts';
import type { RecordedStep } from './recording.ts';
import { startRecordingServer } from './recording-server.ts';

const BUTTONS = ['book', 'reserve', 'sellOut', 'pay', 'refund', 'print', 'note', 'scan', 'rate'] as const;

/** Clicks the buttons of the page of tickets in Chromium. */
export async function recordBrowser({ sdk, folder }: InstalledSdk): Promise<readonly RecordedStep[]> {
  const executable = findChromium();
  if (executable === null) throw new Error('Chromium is needed to record a browser.');
  const server = await startRecordingServer();
  const site = await servePage(
    '@sentry/browser',
    { dsn: server.dsn, release: `tickets@${sdk.version}` },
    folder,
  );
  const browser = await openChromium(executable);
  try {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const steps: RecordedStep[] = [];
    for (const button of BUTTONS) {
      await page.click(`#${button}`);
      steps.push(...(await server.take(button)));
    }
    return steps;
  } finally {
    await browser.close();
    await site.stop();
    await server.stop();
  }
}
