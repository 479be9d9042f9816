/** What a contestant answers to each message of its parent. */
export type Usage = {
  /** CPU of its own process so far; of the engines it started, the parent asks the system. */
  readonly cpuMicroseconds: number;
  /** Of that, on the thread that the process began with. */
  readonly mainThreadCpuMicroseconds: number;
  readonly residentBytes: number;
  /** Acknowledged events that are not stored yet. */
  readonly backlog: number;
};

export type ContestantMessage =
  | { readonly kind: 'usage' }
  | { readonly kind: 'fill'; readonly count: number }
  /** With the heavy stages on so many threads; 0 is as the collector does it. */
  | { readonly kind: 'drain'; readonly workers: number };

type Contestant = {
  /** 0 when it takes no requests. */
  readonly port: number;
  readonly backlog?: () => number;
  readonly fill?: (count: number) => Promise<void>;
  readonly drain?: (workers: number) => Promise<void>;
  readonly stop?: () => Promise<void>;
};

/** Tells the parent the port, then does what each message says and answers with the usage. Ends with the parent. */
export function reportUsage({ port, backlog = () => 0, fill, drain, stop }: Contestant): void {
  process.on('message', (message: ContestantMessage) => {
    const work = async (): Promise<void> => {
      if (message.kind === 'fill') await fill?.(message.count);
      if (message.kind === 'drain') await drain?.(message.workers);
      const all = process.cpuUsage();
      const main = process.threadCpuUsage();
      process.send?.({
        cpuMicroseconds: all.user + all.system,
        mainThreadCpuMicroseconds: main.user + main.system,
        residentBytes: process.memoryUsage.rss(),
        backlog: backlog(),
      } satisfies Usage);
    };
    void work();
  });
  process.on('disconnect', () => void Promise.resolve(stop?.()).finally(() => process.exit(0)));
  process.send?.({ port });
}
