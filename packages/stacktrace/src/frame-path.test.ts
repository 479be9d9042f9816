import { expect, test } from 'vitest';
import { framePath } from './frame-path.ts';

test.each([
  ['/srv/shop/src/cart.js', '/srv/shop/src/cart.js'],
  ['https://shop.example/assets/app.js?v=2#x', '/assets/app.js'],
  ['https://shop.example', '/'],
  ['file:///srv/shop/cart.mjs', '/srv/shop/cart.mjs'],
  ['file:///C:/shop/my%20cart.js', 'C:/shop/my cart.js'],
  ['C:\\shop\\src\\cart.js', 'C:/shop/src/cart.js'],
  ['webpack:///./src/cart.ts?a1b2', 'src/cart.ts'],
  ['webpack://shop/./src/cart.ts', 'src/cart.ts'],
  ['webpack-internal:///(rsc)/./app/page.tsx', 'app/page.tsx'],
  ['rsc://React/Server/webpack-internal:///(rsc)/./app/page.tsx?1', 'app/page.tsx'],
  ['turbopack:///[project]/src/cart.ts', 'src/cart.ts'],
  ['app:///index.android.bundle', 'index.android.bundle'],
  ['./src/../src/cart.ts', 'src/cart.ts'],
  ['../../../../etc/passwd', 'etc/passwd'],
  ['/srv/../../../etc/passwd', '/etc/passwd'],
  ['node:internal/process', 'node:internal/process'],
  ['https://h/%E0%A4%A/x.js', '/%E0%A4%A/x.js'],
])('%s -> %s', (file, expected) => {
  expect(framePath({ filename: null, abs_path: file, module: null })).toBe(expected);
});

test('the package of a JVM frame names the folders', () => {
  expect(framePath({ filename: 'Cart.java', abs_path: 'Cart.java', module: 'shop.cart.Cart' })).toBe(
    'shop/cart/Cart.java',
  );
});

test('no file, no path', () => {
  expect(framePath({ filename: null, abs_path: null, module: 'x' })).toBeNull();
});
