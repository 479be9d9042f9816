import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findOnPages } from './find-on-pages.ts';
import { PROVIDER_LIMITS } from './limits.ts';

const SIZE = PROVIDER_LIMITS.pageSize;

/** A list of this many numbers, newest (highest) first, asked for page by page. */
function listOf(length: number) {
  const asked: number[] = [];
  const provider = {
    baseUrl: 'https://tracker.example',
    name: 'Tracker',
    headers: async () => ({}),
    now: () => 0,
    outbound: {
      request: async (url: string | URL) => {
        const page = Number(new URL(url).searchParams.get('page'));
        asked.push(page);
        const entries = Array.from({ length }, (_, index) => length - index).slice(
          (page - 1) * SIZE,
          page * SIZE,
        );
        const body = Buffer.from(JSON.stringify(entries));
        return { status: 200, headers: new Headers(), body, url: String(url) };
      },
    },
  };
  const find = (wanted: number, oldest?: number) =>
    findOnPages<number>(provider, {
      path: '/entries',
      query: {},
      schema: z.number(),
      ...(oldest === undefined ? {} : { isOlder: (entry: number) => entry < oldest }),
    })((entry: number) => entry === wanted);
  return { asked, find };
}

describe('a list that is looked through', () => {
  it('ends where the entry is', async () => {
    const { find, asked } = listOf(SIZE * 5);
    expect(await find(SIZE * 5 - SIZE - 3)).toBe(SIZE * 4 - 3);
    expect(asked).toEqual([1, 2]);
  });

  it('ends after its last page, and where everything is older', async () => {
    const { find, asked } = listOf(SIZE * 3 - 1);
    expect(await find(-1)).toBeNull();
    expect(asked).toEqual([1, 2, 3]);
    const old = listOf(SIZE * 50);
    expect(await old.find(-1, SIZE * 49)).toBeNull();
    expect(old.asked).toEqual([1, 2]);
  });

  it('does not say that something is missing when there is more than is read', async () => {
    const { find } = listOf(SIZE * PROVIDER_LIMITS.pagesMax + SIZE);
    await expect(find(1)).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining('cannot be told'),
    });
  });
});
