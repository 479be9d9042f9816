import type { AccountStore, IngestSettings } from '@bugsage/backends';

/** A changed limit or filter works on every collector within this time. */
const REFRESH_MS = 4_000;

export type SettingsCache = {
  readonly of: (publicKey: string) => IngestSettings | undefined;
  start(): Promise<void>;
  stop(): void;
};

/** Limits and filters of every ingest key in memory; the last known ones hold while Postgres is away. */
export function createSettingsCache(
  accounts: Pick<AccountStore, 'listIngestSettings'>,
  onError: (error: unknown) => void,
): SettingsCache {
  let settings = new Map<string, IngestSettings>();
  let timer: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    settings = new Map((await accounts.listIngestSettings()).map((row) => [row.public_key, row]));
  };
  return {
    of: (publicKey) => settings.get(publicKey),
    start: async () => {
      await refresh();
      timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
