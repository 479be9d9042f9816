/** What a contestant answers to each message of its parent. */
export type Usage = {
  /** CPU of its own process so far; of the engines it started, the parent asks the system. */
  readonly cpuMicroseconds: number;
  readonly residentBytes: number;
  /** Acknowledged events that are not stored yet. */
  readonly backlog: number;
};

export type ContestantMessage =
  | { readonly kind: 'usage' }
  | { readonly kind: 'fill'; readonly count: number }
  | { readonly kind: 'drain' };

type Contestant = {
  /** 0 when it takes no requests. */
  readonly port: number;
  readonly backlog?: () => number;
  readonly fill?: (count: number) => Promise<void>;
  readonly drain?: () => Promise<void>;
  readonly stop?: () => Promise<void>;
};

/** Tells the parent the port, then does what each message says and answers with the usage. Ends with the parent. */
export function reportUsage({ port, backlog = () => 0, fill, drain, stop }: Contestant): void {
  process.on('message', (message: ContestantMessage) => {
    const work = async (): Promise<void> => {
      if (message.kind === 'fill') await fill?.(message.count);
      if (message.kind === 'drain') await drain?.();
      const { user, system } = process.cpuUsage();
      const residentBytes = process.memoryUsage.rss();
      process.send?.({ cpuMicroseconds: user + system, residentBytes, backlog: backlog() } satisfies Usage);
    };
    void work();
  });
  process.on('disconnect', () => void Promise.resolve(stop?.()).finally(() => process.exit(0)));
  process.send?.({ port });
}
