import type { AccountStore } from '@bugsage/backends';
import type { IngestKey } from '@bugsage/core';

/** A revoked key stops working on every collector within this time. */
const REFRESH_MS = 4_000;
/** Unknown keys remembered between refreshes, so that a flood of guesses costs one look-up each. 64 bytes apiece. */
const UNKNOWN_MAX = 10_000;

export type IngestKeyCache = {
  /** Null when there is no such key. Throws `BugSageError` unavailable for a new key while Postgres is away. */
  find(publicKey: string): Promise<IngestKey | null>;
  start(): Promise<void>;
  stop(): void;
};

/** All ingest keys in memory: known clients keep their 200 while Postgres is away. */
export function createIngestKeyCache(
  accounts: Pick<AccountStore, 'findIngestKey' | 'listIngestKeys'>,
  onError: (error: unknown) => void,
): IngestKeyCache {
  let keys = new Map<string, IngestKey>();
  const unknown = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const refresh = async (): Promise<void> => {
    keys = new Map((await accounts.listIngestKeys()).map((key) => [key.public_key, key]));
    unknown.clear();
  };
  return {
    find: async (publicKey) => {
      const known = keys.get(publicKey);
      if (known !== undefined) return known;
      if (unknown.has(publicKey)) return null;
      // Created a moment ago, perhaps by another process.
      const found = await accounts.findIngestKey(publicKey);
      if (found !== null) keys.set(publicKey, found);
      else if (unknown.size < UNKNOWN_MAX) unknown.add(publicKey);
      return found;
    },
    start: async () => {
      await refresh();
      timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
  };
}
