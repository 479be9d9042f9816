import type { AccountStore, IngestSettings } from '@bugsage/backends';

/** A changed limit or filter works on every collector within this time. */
const REFRESH_MS = 4_000;

export type SettingsCache = {
  readonly of: (publicKey: string) => IngestSettings | undefined;
  /** Of any key of the project: a key made a moment ago obeys what its project has set. */
  readonly ofProject: (projectId: number) => IngestSettings | undefined;
  start(): Promise<void>;
  stop(): void;
};

/** Limits and filters of every ingest key in memory; the last known ones hold while Postgres is away. */
export function createSettingsCache(
  accounts: Pick<AccountStore, 'listIngestSettings'>,
  onError: (error: unknown) => void,
): SettingsCache {
  let settings = new Map<string, IngestSettings>();
  let byProject = new Map<number, IngestSettings>();
  let timer: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    const rows = await accounts.listIngestSettings();
    settings = new Map(rows.map((row) => [row.public_key, row]));
    byProject = new Map(rows.map((row) => [row.project_id, row]));
  };
  return {
    of: (publicKey) => settings.get(publicKey),
    ofProject: (projectId) => byProject.get(projectId),
    start: async () => {
      await refresh();
      timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
