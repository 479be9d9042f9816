import { describe, expect, it } from 'vitest';
import { shortenPath } from './short-path.ts';

describe('shortened paths', () => {
  it.each([
    ['src/cart.ts in total', 40, 'src/cart.ts in total'],
    ['/srv/app/releases/2026/src/cart.ts in total', 24, '…/src/cart.ts in total'],
    ['file:///home/someone/shop/src/cart.ts in total', 32, '…/shop/src/cart.ts in total'],
    ['https://cdn.example.org/assets/main.js in boot', 30, '…/assets/main.js in boot'],
    ['C:\\work\\shop\\src\\cart.ts in total', 24, '…\\src\\cart.ts in total'],
    [
      '/srv/a-file-name-that-is-longer-than-the-room.ts in total',
      20,
      '…/a-file-name-that-is-longer-than-the-room.ts in total',
    ],
    ['a function name without any place in a file', 10, 'a function name without any place in a file'],
    ['', 10, ''],
  ])('shortens %j to %d characters', (text, charactersMax, shown) => {
    expect(shortenPath(text, charactersMax)).toBe(shown);
  });
});
