import { expect, test } from 'vitest';
import { isInAppFrame } from './is-in-app-frame.ts';

const frame = { filename: null, abs_path: null, module: null, function: null };

test.each([
  ['node', '/srv/shop/src/cart.js', true],
  ['node', '/srv/shop/node_modules/express/lib/router.js', false],
  ['node', 'node:internal/process/task_queues', false],
  ['node', 'internal/process/task_queues.js', false],
  ['node', 'events.js', false],
  ['node', 'C:\\shop\\node_modules\\pg\\client.js', false],
  ['node', 'webpack:///webpack/bootstrap', false],
  ['javascript', 'https://shop.example/assets/app.js', true],
  ['javascript', 'https://cdn.jsdelivr.net/npm/vue@3', false],
  ['javascript', 'chrome-extension://abc/content.js', false],
  ['javascript', 'https://shop.example/vendor/jquery.js', false],
  ['javascript', '[native code]', false],
  ['javascript', '<anonymous>', false],
  ['python', '/srv/shop/views.py', true],
  ['python', '/venv/lib/python3.12/site-packages/django/core.py', false],
  ['python', '<frozen importlib._bootstrap>', false],
  ['ruby', '/app/models/cart.rb', true],
  ['ruby', '/usr/local/bundle/gems/rails-7.1/lib/rails.rb', false],
  ['php', '/var/www/src/Cart.php', true],
  ['php', '/var/www/vendor/symfony/Kernel.php', false],
  ['go', '/src/shop/cart.go', true],
  ['go', '/go/pkg/mod/github.com/gin-gonic/gin@v1/context.go', false],
  ['rust', 'src/cart.rs', true],
  ['rust', '/rustc/abc/library/std/src/panicking.rs', false],
  ['cocoa', '/usr/lib/system/libsystem_kernel.dylib', false],
])('%s %s: %s', (platform, path, expected) => {
  expect(isInAppFrame({ ...frame, platform, abs_path: path })).toBe(expected);
});

test.each([
  ['java', 'shop.cart.Cart', true],
  ['java', 'java.util.ArrayList', false],
  ['java', 'org.springframework.web.Servlet', false],
  ['go', 'github.com/acme/shop', true],
  ['go', 'main', true],
  ['go', 'shop/cart', true],
  ['go', 'runtime', false],
  ['go', 'net/http', false],
  ['csharp', 'Shop.Cart', true],
  ['csharp', 'System.Collections.Generic.List', false],
])('%s module %s: %s', (platform, module, expected) => {
  expect(isInAppFrame({ ...frame, platform, module })).toBe(expected);
});

test('a frame without any place is not the application', () => {
  expect(isInAppFrame({ ...frame, platform: 'node', function: 'f' })).toBe(false);
});
