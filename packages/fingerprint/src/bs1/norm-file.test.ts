import { expect, test } from 'vitest';
import { normFile } from './norm-file.ts';

test.each([
  ['/srv/shop/src/Cart.js', 'cart.js'],
  ['https://shop.example/assets/app.3f2a1b9c.js?v=2', 'app.js'],
  ['https://shop.example/assets/main-3f2a1b9c.js', 'main.js'],
  ['https://shop.example/assets/index-BX2k_9aQ.js', 'index.js'],
  ['https://shop.example/assets/index-settings.js', 'index-settings.js'],
  ['C:\\shop\\Cart.cs', 'cart.cs'],
  ['https://cdn/jquery-3.7.1.min.js', 'jquery.min.js'],
  ['https://esm.sh/vue@3.4.1', 'vue'],
  ['webpack:///./src/cart.ts?a1b2', 'cart.ts'],
  ['chunk.deadbeef.css', 'chunk.css'],
  ['EntriesResource_$$_javassist_seam_74.java', 'entriesresource.java'],
  ['', ''],
])('%s -> %s', (file, expected) => {
  expect(normFile(file)).toBe(expected);
});
