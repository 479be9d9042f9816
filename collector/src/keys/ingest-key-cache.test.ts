import type { IngestKey } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { createIngestKeyCache } from './ingest-key-cache.ts';

const key: IngestKey = { public_key: 'a'.repeat(32), project_id: 1, enabled: true };

describe('ingest key cache', () => {
  it('answers known keys without asking again, and asks once for an unknown one', async () => {
    const asked: string[] = [];
    const cache = createIngestKeyCache(
      {
        listIngestKeys: async () => [key],
        findIngestKey: async (publicKey) => {
          asked.push(publicKey);
          return null;
        },
      },
      () => undefined,
    );
    await cache.start();
    expect(await cache.find(key.public_key)).toBe(key);
    expect(await cache.find('b'.repeat(32))).toBeNull();
    expect(await cache.find('b'.repeat(32))).toBeNull();
    expect(asked).toEqual(['b'.repeat(32)]);
    cache.stop();
  });

  it('finds a key that was created after the start', async () => {
    const cache = createIngestKeyCache(
      { listIngestKeys: async () => [], findIngestKey: async () => key },
      () => undefined,
    );
    await cache.start();
    expect(await cache.find(key.public_key)).toBe(key);
    cache.stop();
  });

  it('keeps answering known keys while the store is away, and says so for others', async () => {
    const cache = createIngestKeyCache(
      {
        listIngestKeys: async () => [key],
        findIngestKey: async () => {
          throw new Error('away');
        },
      },
      () => undefined,
    );
    await cache.start();
    expect(await cache.find(key.public_key)).toBe(key);
    await expect(cache.find('b'.repeat(32))).rejects.toThrow('away');
    cache.stop();
  });
});
