import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readBalance, type Balance } from '@bugsage/core/testing';
import { startServer, type RunningServer } from '../running-server.ts';
import { openAckLog, readAckLog, type AckLog } from './ack-log.ts';
import { checkDelivery, type Verdict } from './check-delivery.ts';
import { startLoad, type Load, type LoadOptions, type Target } from './load.ts';
import { until } from './until.ts';

/** `BUGSAGE_FAULTS=full` repeats each fault; without it every kind runs once, quickly. */
export const IS_FULL = process.env['BUGSAGE_FAULTS'] === 'full';
export const rounds = (smoke: number, full: number): number => (IS_FULL ? full : smoke);

/** One server under load, to which faults are done, and the comparison at the end. */
export class Experiment {
  readonly name: string;
  readonly dataDirectory: string;
  readonly #folder: string;
  readonly #ackLog: AckLog;
  readonly #start: () => Promise<RunningServer>;
  #server: RunningServer;
  #load: Load | undefined;

  constructor(parts: {
    name: string;
    folder: string;
    ackLog: AckLog;
    server: RunningServer;
    start: () => Promise<RunningServer>;
  }) {
    this.name = parts.name;
    this.#folder = parts.folder;
    this.dataDirectory = parts.server.dataDirectory;
    this.#ackLog = parts.ackLog;
    this.#start = parts.start;
    this.#server = parts.server;
  }

  get server(): RunningServer {
    return this.#server;
  }

  get target(): Target {
    return { collectorUrl: this.#server.collectorUrl, key: new URL(this.#server.dsn).username };
  }

  get load(): Load {
    if (this.#load === undefined) throw new Error('No load was started.');
    return this.#load;
  }

  startLoad(options: Omit<LoadOptions, 'target' | 'ackLog'>): Load {
    this.#load = startLoad({ ...options, target: () => this.target, ackLog: this.#ackLog });
    return this.#load;
  }

  /** After the process ended, however that was. */
  async restart(): Promise<void> {
    this.#server = await this.#start();
  }

  /** Waits until this many events were acknowledged since the call. */
  async untilAcknowledged(count: number, timeoutMs?: number): Promise<void> {
    const before = this.load.answers.get(200) ?? 0;
    await until(
      () => `${count} events were acknowledged; answers so far: ${JSON.stringify([...this.load.answers])}`,
      () => (this.load.answers.get(200) ?? 0) - before >= count,
      timeoutMs,
    );
  }

  /** Waits until something is stored that was not before the call. Answers how long that took, in milliseconds. */
  async untilStored(): Promise<number> {
    const { accepted } = await this.balance();
    const from = performance.now();
    await until('an event is stored', async () => (await this.balance()).accepted > accepted);
    return performance.now() - from;
  }

  async health(): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.target.collectorUrl}/health`);
    return { status: response.status, text: await response.text() };
  }

  async untilHealthy(): Promise<void> {
    await until('the server is healthy', async () => (await this.health()).text.includes('"status":"ok"'));
  }

  /** Ends the load, sends again what stayed unanswered, waits until all is stored, and compares. */
  async conclude(): Promise<Verdict> {
    await this.load.stop();
    await this.load.resendUnanswered();
    await this.#ackLog.close();
    await until('everything is stored', async () => (await this.balance()).inFlight === 0);
    const acked = await readAckLog(join(this.#folder, 'acknowledged'));
    const { name, dataDirectory } = this;
    return checkDelivery({ name, dataDirectory, acked, sent: this.load.sent });
  }

  /** What the collector's metrics say now. */
  async balance(): Promise<Balance> {
    const response = await fetch(`${this.target.collectorUrl}/metrics`);
    return readBalance(await response.text());
  }

  async remove(): Promise<void> {
    await this.#load?.stop();
    await this.#ackLog.close();
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

export type ExperimentOptions = {
  /** Sees the data directory before the first start. */
  readonly prepare?: (dataDirectory: string) => Promise<void>;
  readonly command?: 'up' | 'collector';
  /** Of the server, at each start. */
  readonly environment?: Readonly<Record<string, string>>;
};

export async function openExperiment(name: string, options: ExperimentOptions = {}): Promise<Experiment> {
  const { prepare, command = 'collector', environment = {} } = options;
  const folder = await mkdtemp(join(tmpdir(), 'bugsage-fault-'));
  const dataDirectory = await mkdtemp(join(tmpdir(), 'bugsage-server-'));
  await prepare?.(dataDirectory);
  const start = (): Promise<RunningServer> => startServer({ dataDirectory, command, environment });
  const server = await start();
  const ackLog = await openAckLog(join(folder, 'acknowledged'));
  return new Experiment({ name, folder, ackLog, server, start });
}

/** All that was promised is there, once, and nothing else. */
export const NOTHING_LOST = { lost: 0, dup: 0, phantom: 0 };
