import { expect, test } from 'vitest';
import { parseStackTrace, type TraceException } from '../src/index.ts';
import { STACK_LIMITS } from '../src/limits.ts';
import { TRACE_TEXTS } from './trace-texts.ts';

type Row = readonly [
  name: keyof typeof TRACE_TEXTS,
  language: string,
  exceptions: readonly (readonly [header: string, calls: readonly string[]])[],
];

/** Causes first, oldest call first, as in events. */
const ROWS: readonly Row[] = [
  [
    'kotlin',
    'java',
    [
      [
        'java.lang.NullPointerException: ',
        [
          'kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith@ContinuationImpl.kt:33',
          'shop.CartKt$main$1.invokeSuspend@Cart.kt:30',
          'shop.Price.of@Price.kt:3',
        ],
      ],
      [
        'java.lang.IllegalStateException: no price',
        [
          'kotlin.coroutines.jvm.internal.BaseContinuationImpl.resumeWith@ContinuationImpl.kt:33',
          'shop.CartKt$main$1.invokeSuspend@Cart.kt:30',
          'shop.CartKt.total@Cart.kt:12',
        ],
      ],
    ],
  ],
  [
    'rust',
    'rust',
    [
      [
        'panic: index out of bounds: the len is 3 but the index is 7',
        [
          'shop::main@./src/main.rs:4',
          'shop::cart::total@./src/main.rs:12',
          'core::panicking::panic_fmt@/rustc/90b35a6239c3/library/core/src/panicking.rs:67',
          'rust_begin_unwind@/rustc/90b35a6239c3/library/std/src/panicking.rs:617',
        ],
      ],
    ],
  ],
  ['rustold', 'rust', [['panic: no price', []]]],
  [
    'anyhow',
    'rust',
    [
      ['null: No such file or directory (os error 2)', []],
      ['null: reading config.toml', []],
      ['null: could not start', ['shop::main@./src/main.rs:4', 'shop::config::load@./src/config.rs:8']],
    ],
  ],
  [
    'pychain',
    'python',
    [
      ["KeyError: 'price'", ['query@/srv/shop/db.py:3']],
      ['shop.errors.CartError: no price', ['cart@/srv/shop/views.py:9', 'total@/srv/shop/views.py:12']],
    ],
  ],
  [
    'pygroup',
    'python',
    [
      ['TypeError: 2', []],
      ['ValueError: 1', ['one@/srv/a.py:1']],
      ['ExceptionGroup: both (2 sub-exceptions)', ['<module>@/srv/a.py:3']],
    ],
  ],
  [
    'ruby34',
    'ruby',
    [
      ['KeyError: gone', ['Shop::Cart.total@cart.rb:2', 'query@db.rb:1']],
      [
        'Shop::CartError: no price',
        [
          '<main>@main.rb:2',
          'Array.each@cart.rb:9',
          'Shop::Cart.sum@cart.rb:9',
          'Shop::Cart.total@cart.rb:3',
        ],
      ],
    ],
  ],
  [
    'phpnext',
    'php',
    [
      ['RuntimeException: low', ['null@/srv/cart.php:12', 'Shop\\Db.query@/srv/db.php:3']],
      [
        'Shop\\CartError: no price',
        ['null@[internal function]:null', '{closure}@/srv/index.php:4', 'Shop\\Cart.total@/srv/cart.php:14'],
      ],
    ],
  ],
  [
    'laravel',
    'php',
    [
      [
        'Shop\\CartError: no price',
        ['null@/srv/vendor/laravel/framework/src/Router.php:4', 'App\\Cart.total@/srv/app/Cart.php:14'],
      ],
    ],
  ],
  [
    'csasync',
    'csharp',
    [
      [
        'Shop.CartException: no price',
        ['Shop.Program.Main@/srv/Program.cs:4', 'Shop.Cart.TotalAsync@/srv/Cart.cs:12'],
      ],
      [
        'System.AggregateException: One or more errors occurred. (no price)',
        ['Shop.Program.Main@/srv/Program.cs:9', 'System.Threading.Tasks.Task.Wait@null:null'],
      ],
    ],
  ],
  [
    'node',
    'javascript',
    [
      ['RangeError: root', ['db@/srv/shop/db.js:1']],
      ['TypeError: inner', ['main@/srv/shop/server.js:9', 'price@/srv/shop/price.js:2']],
      ['Error: outer', ['main@/srv/shop/server.js:9', 'total@/srv/shop/cart.js:3']],
    ],
  ],
  [
    'aggregate',
    'javascript',
    [
      ['RangeError: two', ['b@/srv/b.js:3']],
      ['TypeError: one', ['a@/srv/a.js:2']],
      ['AggregateError: All promises were rejected', ['all@/srv/a.js:1']],
    ],
  ],
  [
    'deno',
    'javascript',
    [['TypeError: no price', ['null@ext:core/01_core.js:4', 'total@file:///srv/cart.ts:3']]],
  ],
  [
    'bun',
    'javascript',
    [
      [
        "TypeError: null is not an object (evaluating 'cart.price')",
        ['processTicksAndRejections@native:7', 'main@/srv/main.ts:1', 'total@/srv/cart.ts:3'],
      ],
    ],
  ],
  [
    'hermes',
    'javascript',
    [
      [
        'TypeError: undefined is not a function',
        [
          'global@index.android.bundle:1',
          'apply@InternalBytecode.js:1',
          'anonymous@native:null',
          'total@index.android.bundle:1',
        ],
      ],
    ],
  ],
  [
    'goerr',
    'go',
    [
      [
        'panic: runtime error: invalid memory address or nil pointer derefer',
        [
          'net/http.(*Server).Serve@/usr/local/go/src/net/http/server.go:3089',
          'github.com/acme/shop.(*Cart).Total@/src/shop/cart.go:12',
          'net/http.(*conn).serve.func1@/usr/local/go/src/net/http/server.go:1850',
        ],
      ],
    ],
  ],
  [
    'wasm',
    'javascript',
    [
      [
        'RuntimeError: unreachable',
        ['null@https://h/app.js:1', 'rust_panic@wasm://wasm/00a1b2c3:wasm-function[12]:0x1f4:null'],
      ],
    ],
  ],
  ['log', 'text', [['null: 2026-01-01 INFO started at 12:00', []]]],
  [
    'gecko',
    'javascript',
    [['null: ', ['null@https://h/main.js:9', 'main@https://h/main.js:1', 'total@https://h/cart.js:3']]],
  ],
];

test.each(ROWS)('%s is %s', (name, language, exceptions) => {
  const trace = parseStackTrace(TRACE_TEXTS[name]);
  expect(trace.language).toBe(language);
  expect(trace.exceptions.map(shown)).toEqual(exceptions);
  expect(trace.unread).toEqual([]);
});

test('every text has its row', () => {
  expect(ROWS.map(([name]) => name).toSorted()).toEqual(Object.keys(TRACE_TEXTS).toSorted());
});

function shown({ type, value, module, frames }: TraceException): [string, string[]] {
  const calls = frames.map(
    (frame) =>
      `${frame.module === null ? '' : `${frame.module}.`}${frame.function}@${frame.abs_path}:${frame.lineno}`,
  );
  const [line = ''] = (value ?? '').split('\n');
  return [`${module === null ? '' : `${module}.`}${type}: ${line.slice(0, 60)}`, calls];
}

test('suppressed exceptions of Java are no causes', () => {
  const { suppressed } = parseStackTrace(TRACE_TEXTS.kotlin);
  expect(suppressed.map(({ type }) => type)).toEqual(['IOException', 'Error']);
});

test('source lines that a trace shows become context', () => {
  const [cause] = parseStackTrace(TRACE_TEXTS.pychain).exceptions;
  expect(cause?.frames[0]?.context_line).toBe('return rows[key]');
});

test('lines nobody understands are reported', () => {
  const trace = parseStackTrace('Error: x\n    at f (/a.js:1:1)\n  what is this\n    at g (/a.js:2:1)');
  expect(trace.exceptions[0]?.frames).toHaveLength(2);
  expect(trace.unread).toEqual([{ line: 3, text: '  what is this' }]);
});

test('ten thousand calls keep the oldest and the newest, and nothing is cut silently', () => {
  const calls = Array.from({ length: 10_000 }, (_, index) => `    at f${index} (/srv/a.js:${index + 1}:1)`);
  const trace = parseStackTrace(`RangeError: deep\n${calls.join('\n')}`);
  const frames = trace.exceptions[0]?.frames ?? [];
  expect(frames).toHaveLength(250);
  expect([frames[0]?.function, frames[49]?.function, frames[50]?.function, frames.at(-1)?.function]).toEqual([
    'f9999',
    'f9950',
    'f199',
    'f0',
  ]);
  expect(trace.isCut).toBe(false);
  expect(parseStackTrace('x\n'.repeat(STACK_LIMITS.stackLinesMax)).isCut).toBe(true);
});

test('a line of a megabyte keeps its name and place', () => {
  const url = `data:text/javascript,${'a'.repeat(1_000_000)}`;
  const [exception] = parseStackTrace(
    `Error: x\n    at total (${url}:7:8)\n    at main (/a.js:1:1)`,
  ).exceptions;
  expect(exception?.frames.at(-1)).toMatchObject({ function: 'total', lineno: 7, colno: 8 });
});
