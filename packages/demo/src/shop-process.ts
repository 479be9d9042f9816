import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { within } from './deadline.ts';
import { LIMITS } from './limits.ts';
import { readLog, type ShopLog } from './shop-log.ts';

export type ShopSettings = {
  /** A checkout of the shop; frames of its errors name files in here. */
  readonly directory: string;
  readonly carrierUrl: string;
  readonly paymentsUrl: string;
  /** Module loaded before the shop, which connects its error seam with the SDK. */
  readonly instrumentFile?: string;
  /** Folder served under `/vendor/`. */
  readonly vendorDirectory?: string;
};

export type Shop = {
  readonly url: string;
  /** The stack of the first logged error that holds the text; throws when there is none in time. */
  loggedStack(text: string): Promise<string>;
  stop(): Promise<void>;
};

/** Starts the shop's server as its own process on a free port. */
export async function startShop(settings: ShopSettings): Promise<Shop> {
  const preload = settings.instrumentFile ? ['--import', pathToFileURL(settings.instrumentFile).href] : [];
  const child = spawn(process.execPath, [...preload, 'server/main.js'], {
    cwd: settings.directory,
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      SHIPPING_RATES_URL: settings.carrierUrl,
      PAYMENTS_URL: settings.paymentsUrl,
      SHOP_VENDOR_DIR: settings.vendorDirectory,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = readLog([child.stdout, child.stderr]);
  const url = await listening(child, log);
  return { url, loggedStack: (text) => loggedStack(log, text), stop: () => stop(child) };
}

function listening(child: ChildProcess, log: ShopLog): Promise<string> {
  const started = log.find((line) => (line.level === 'info' ? line.url : undefined));
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', () => reject(new Error(`The shop ended:\n${log.rest()}`)));
  });
  return within(Promise.race([started, gone]), LIMITS.shopStartMs, 'The shop did not start');
}

function loggedStack(log: ShopLog, text: string): Promise<string> {
  const stack = log.find((line) =>
    line.level === 'error' && line.stack.includes(text) ? line.stack : undefined,
  );
  return within(stack, LIMITS.errorLogMs, `The shop did not log "${text}"`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
