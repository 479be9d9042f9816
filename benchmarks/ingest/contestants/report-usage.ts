/** What a contestant answers over its IPC channel: CPU microseconds so far and resident bytes. */
export type Usage = {
  readonly cpuMicroseconds: number;
  readonly residentBytes: number;
  readonly backlog: number;
};

/** Tells the parent the port, then answers each message with the usage. Ends with the parent. */
export function reportUsage(port: number, backlog: () => number = () => 0): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({
      cpuMicroseconds: user + system,
      residentBytes: process.memoryUsage.rss(),
      backlog: backlog(),
    } satisfies Usage);
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}
