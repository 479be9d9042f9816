import { describe, expect, it } from 'vitest';

import { parseStack } from './parse-stack.ts';

/** `function | file | line | column`, and flags: `-` not in-app, `async`. */
function show(stack: string): string[] {
  return parseStack(stack).map(({ functionName = '', file = '', line, column, inApp, async }) =>
    [functionName, file, line, column, ...(inApp === false ? ['-'] : []), ...(async ? ['async'] : [])].join(
      ' | ',
    ),
  );
}

describe('parseStack', () => {
  it.each([
    ['V8 function', '    at pay (https://shop.test/app.js:12:5)', 'pay | https://shop.test/app.js | 12 | 5'],
    ['V8 no name', '    at https://shop.test/app.js:12:5', ' | https://shop.test/app.js | 12 | 5'],
    ['V8 async', '    at async pay (file:///srv/a.mjs:1:2)', 'pay | file:///srv/a.mjs | 1 | 2 | async'],
    ['V8 async no name', '    at async file:///srv/a.mjs:1:2', ' | file:///srv/a.mjs | 1 | 2 | async'],
    ['V8 promise index', '    at async Promise.all (index 3)', 'Promise.all |  | 0 | 0 | async'],
    ['V8 constructor', '    at new Cart (/srv/cart.js:3:9)', 'new Cart | /srv/cart.js | 3 | 9'],
    ['V8 alias', '    at Server.a [as b] (/srv/s.js:3:9)', 'Server.a [as b] | /srv/s.js | 3 | 9'],
    ['V8 native', '    at Array.forEach (<anonymous>)', 'Array.forEach | <anonymous> | 0 | 0 | -'],
    ['V8 native code', '    at Array.map (native)', 'Array.map | native | 0 | 0 | -'],
    ['V8 node internal', '    at node:internal/main/run:3:1', ' | node:internal/main/run | 3 | 1'],
    [
      'V8 Windows path',
      '    at f (C:\\Program Files (x86)\\a.js:1:2)',
      'f | C:\\Program Files (x86)\\a.js | 1 | 2',
    ],
    [
      'V8 parenthesis in name',
      '    at (anonymous function).then (C:\\project files\\i.js:165:33)',
      '(anonymous function).then | C:\\project files\\i.js | 165 | 33',
    ],
    [
      'V8 eval',
      '    at eval (eval at run (http://a/b.js:3:7), <anonymous>:1:1)',
      'eval | http://a/b.js | 3 | 7',
    ],
    [
      'V8 nested eval',
      '    at c (eval at a (eval at b (http://a/b.js:1:2), <anonymous>:1:1), <anonymous>:2:2)',
      'c | http://a/b.js | 1 | 2',
    ],
    [
      'V8 wasm',
      '    at m (wasm://wasm/0a:wasm-function[3]:0x21)',
      'm | wasm://wasm/0a:wasm-function[3]:0x21 | 0 | 0',
    ],
    ['V8 without column', '    at f (file:///path:878)', 'f | file:///path | 878 | 0'],
    ['V8 <anonymous> name', '    at <anonymous> (/a.js:1:2)', ' | /a.js | 1 | 2'],
    ['Hermes', '    at f (address at index.android.bundle:1:74709)', 'f | index.android.bundle | 1 | 74709'],
    ['Firefox', 'pay@https://shop.test/app.js:12:5', 'pay | https://shop.test/app.js | 12 | 5'],
    ['Firefox no name', '@https://shop.test/app.js:12:5', ' | https://shop.test/app.js | 12 | 5'],
    [
      'Firefox package path',
      'f@https://cdn.test/react@18.2.0/r.js:1:2',
      'f | https://cdn.test/react@18.2.0/r.js | 1 | 2',
    ],
    ['Firefox name with @', '["@x"]@http://a/b.js:1:2', '["@x"] | http://a/b.js | 1 | 2'],
    ['Firefox eval', 'f@http://a/b.js line 26 > eval line 2 > eval:4:18', 'f | http://a/b.js | 26 | 0'],
    ['Firefox async', 'async*pay@http://a/b.js:1:2', 'pay | http://a/b.js | 1 | 2 | async'],
    ['Firefox callback', 'promise callback*pay@http://a/b.js:1:2', 'pay | http://a/b.js | 1 | 2 | async'],
    ['Safari', 'pay@https://shop.test/app.js:12:5', 'pay | https://shop.test/app.js | 12 | 5'],
    ['Safari no name', 'https://shop.test/app.js:48:22', ' | https://shop.test/app.js | 48 | 22'],
    ['Safari native', 'forEach@[native code]', 'forEach | [native code] | 0 | 0 | -'],
    ['Safari native alone', '[native code]', ' | [native code] | 0 | 0 | -'],
    ['Safari global', 'global code@http://a/b.js:1:2', 'global code | http://a/b.js | 1 | 2'],
    ['Safari async', 'async pay@http://a/b.js:1:2', 'pay | http://a/b.js | 1 | 2 | async'],
    ['Safari 6', 'dump@http://path/to/file.js:52', 'dump | http://path/to/file.js | 52 | 0'],
    ['React Native', 's@33.js:1:531', 's | 33.js | 1 | 531'],
    [
      'secret in the address',
      'f@http://a/b.js?token=1&v=2:3:4',
      'f | http://a/b.js?token=[filtered]&v=2 | 3 | 4',
    ],
  ])('reads %s', (_, line, expected) => {
    expect(show(line)).toEqual([expected]);
  });

  it.each([
    '',
    'Error: mail to a@b.test failed',
    'TypeError: x',
    '    at ',
    'x'.repeat(5000),
    '@@@@',
    '(:1:1',
  ])('finds no frame in %j', (line) => {
    expect(show(line)).toEqual([]);
  });

  it('keeps the order of the engine and leaves the header out', () => {
    expect(
      show('TypeError: a\n  at b:1:1 of c\n    at f (/a.js:1:2)\n    at g (/a.js:3:4)').slice(-2),
    ).toEqual(['f | /a.js | 1 | 2', 'g | /a.js | 3 | 4']);
  });

  it('is bounded and linear on hostile text', () => {
    const hostile = ['(', ' (', '@', ':1', 'a b ', ' line 1 > eval', 'eval at ('].map((part) =>
      part.repeat(9000),
    );
    const stack = `${hostile.join('\n')}\n${'    at f (/a.js:1:2)\n'.repeat(1000)}`;
    expect(parseStack(stack).length).toBeLessThanOrEqual(50);
  });
});
