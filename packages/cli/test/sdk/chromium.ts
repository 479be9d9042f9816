import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of Chromium: `BUGSAGE_CHROMIUM`, else on the PATH; null (said on stderr) without one, an error when CI=true. */
export function findChromium(): string | null {
  const given = process.env['BUGSAGE_CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = given ? [given] : folders.map((folder) => join(folder, 'chromium'));
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  const missing = given ? `BUGSAGE_CHROMIUM=${given} cannot be run.` : 'No "chromium" is on the PATH.';
  const advice = `${missing} Install the package "chromium" or name an executable in BUGSAGE_CHROMIUM.`;
  if (process.env['CI'] === 'true') throw new Error(advice);
  process.stderr.write(`SKIPPED: tests in a real browser. ${advice}\n`);
  return null;
}

export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
