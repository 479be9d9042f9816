/**
 * A reason why a frame is not the application's own code. `field` is what is looked at: `path` in lower case
 * with `/`, `module` and `function` as sent. `bare`: a file without a folder that ends so. `package`: the first
 * path segment is one of the values.
 */
export type InAppRule = {
  readonly field: 'path' | 'module' | 'function';
  readonly test: 'equals' | 'prefix' | 'contains' | 'bare' | 'package';
  readonly values: readonly string[];
  readonly reason: string;
};

export type RuleSet =
  | 'javascript'
  | 'node'
  | 'python'
  | 'ruby'
  | 'php'
  | 'java'
  | 'go'
  | 'csharp'
  | 'rust'
  | 'dart'
  | 'native';

/** Which rules a platform of the event schema uses; all others use `native`. */
export const PLATFORM_RULES: Readonly<Record<string, RuleSet>> = {
  javascript: 'javascript',
  node: 'node',
  python: 'python',
  ruby: 'ruby',
  php: 'php',
  java: 'java',
  groovy: 'java',
  go: 'go',
  csharp: 'csharp',
  rust: 'rust',
  dart: 'dart',
};

/** First segments of Go's standard library, 1.25. */
const GO_PACKAGES: readonly string[] = (
  'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go ' +
  'hash html image index internal io iter log maps math mime net os path plugin reflect regexp runtime slices sort ' +
  'strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak'
).split(' ');

const SCRIPT_RULES: readonly InAppRule[] = [
  {
    field: 'path',
    test: 'contains',
    values: ['/node_modules/', '/bower_components/'],
    reason: 'installed package',
  },
  {
    field: 'path',
    test: 'prefix',
    values: ['node_modules/', 'bower_components/'],
    reason: 'installed package',
  },
  {
    field: 'path',
    test: 'prefix',
    values: ['node:', 'internal/', 'ext:', 'native:', 'bun:', 'deno:', 'wasm:'],
    reason: 'runtime',
  },
  {
    field: 'path',
    test: 'equals',
    values: [
      'native',
      '[native code]',
      '<anonymous>',
      'eval code',
      'native code',
      '[wasm code]',
      'internalbytecode.js',
    ],
    reason: 'runtime',
  },
  {
    field: 'path',
    test: 'prefix',
    values: [
      'chrome-extension:',
      'moz-extension:',
      'safari-extension:',
      'safari-web-extension:',
      'ms-browser-extension:',
      'webkit-masked-url:',
    ],
    reason: 'browser extension',
  },
  {
    field: 'path',
    test: 'contains',
    values: ['webpack/bootstrap', 'webpack/runtime', '/(webpack)/', 'webpack/startup'],
    reason: 'bundler runtime',
  },
  {
    field: 'function',
    test: 'equals',
    values: [
      '__webpack_require__',
      '__webpack_modules__',
      'sentryWrapped',
      'runMicrotasks',
      'queueMicrotask',
      'processTicksAndRejections',
      'runNextTicks',
      'nextTick',
    ],
    reason: 'bundler, scheduler or wrapper',
  },
];

export const IN_APP_RULES: Readonly<Record<RuleSet, readonly InAppRule[]>> = {
  javascript: [
    ...SCRIPT_RULES,
    { field: 'path', test: 'contains', values: ['/vendor/'], reason: 'copied library' },
    {
      field: 'path',
      test: 'contains',
      values: [
        '//unpkg.com/',
        '//cdnjs.cloudflare.com/',
        '//cdn.jsdelivr.net/',
        '//esm.run/',
        '//esm.sh/',
        '//cdn.skypack.dev/',
        '//ajax.googleapis.com/',
        '//code.jquery.com/',
      ],
      reason: 'public library host',
    },
  ],
  node: [
    ...SCRIPT_RULES,
    { field: 'path', test: 'bare', values: ['.js'], reason: 'runtime module of Node before 16' },
  ],
  python: [
    {
      field: 'path',
      test: 'contains',
      values: ['/site-packages/', '/dist-packages/', '/lib/python', '/lib64/python'],
      reason: 'installed package or standard library',
    },
    { field: 'path', test: 'prefix', values: ['<frozen ', '<string>', '<stdin>'], reason: 'runtime' },
  ],
  ruby: [
    {
      field: 'path',
      test: 'contains',
      values: ['/gems/', '/lib/ruby/', '/rubygems/', '/bundler/'],
      reason: 'gem or standard library',
    },
    { field: 'path', test: 'prefix', values: ['gems/'], reason: 'gem in a log of Rails' },
    { field: 'path', test: 'prefix', values: ['<internal:', '(eval)'], reason: 'runtime' },
  ],
  php: [
    { field: 'path', test: 'contains', values: ['/vendor/'], reason: 'installed package' },
    { field: 'path', test: 'equals', values: ['[internal]', '[internal function]'], reason: 'runtime' },
  ],
  java: [
    {
      field: 'module',
      test: 'prefix',
      values: [
        'java.',
        'javax.',
        'jakarta.',
        'sun.',
        'jdk.',
        'com.sun.',
        'kotlin.',
        'kotlinx.',
        'scala.',
        'clojure.',
        'groovy.',
        'org.codehaus.groovy.',
        'org.springframework.',
        'org.apache.',
        'org.hibernate.',
        'org.eclipse.',
        'org.jboss.',
        'org.junit.',
        'junit.',
        'io.netty.',
        'io.undertow.',
        'reactor.',
        'rx.',
        'io.reactivex.',
        'okhttp3.',
        'okio.',
        'retrofit2.',
        'android.',
        'androidx.',
        'com.android.',
        'com.google.android.',
        'dalvik.',
        'ch.qos.logback.',
        'com.fasterxml.',
        'org.slf4j.',
        'net.bytebuddy.',
      ],
      reason: 'runtime or framework',
    },
  ],
  go: [
    {
      field: 'path',
      test: 'contains',
      values: ['/pkg/mod/', '/vendor/', '/usr/local/go/src/', '/go/src/runtime/', '/libexec/src/'],
      reason: 'module cache or standard library',
    },
    // By name: modules of applications often have no dot either (`module shop`).
    { field: 'module', test: 'package', values: GO_PACKAGES, reason: 'standard library' },
  ],
  csharp: [
    {
      field: 'module',
      test: 'prefix',
      values: ['System.', 'Microsoft.', 'Interop.', 'Mono.', 'Internal.'],
      reason: 'runtime or framework',
    },
  ],
  rust: [
    {
      field: 'path',
      test: 'contains',
      values: [
        '/rustc/',
        '/.cargo/registry/',
        '/.cargo/git/',
        '/library/std/',
        '/library/core/',
        '/library/alloc/',
      ],
      reason: 'standard library or crate',
    },
    {
      field: 'function',
      test: 'prefix',
      values: [
        'std::',
        'core::',
        'alloc::',
        '<alloc::',
        '<core::',
        '<std::',
        'backtrace::',
        'rust_begin_unwind',
        '__rust',
        '_start',
        'tokio::',
        'actix_',
      ],
      reason: 'runtime or framework',
    },
  ],
  dart: [
    { field: 'path', test: 'prefix', values: ['dart:', 'org-dartlang-sdk:'], reason: 'standard library' },
    {
      field: 'path',
      test: 'prefix',
      values: ['package:flutter/', 'package:flutter_test/', 'package:sentry/', 'package:sky_engine/'],
      reason: 'framework',
    },
    { field: 'path', test: 'contains', values: ['/.pub-cache/'], reason: 'installed package' },
  ],
  native: [
    {
      field: 'module',
      test: 'prefix',
      values: [
        '/usr/lib/',
        '/lib/',
        '/lib64/',
        '/System/',
        '/system/',
        '/apex/',
        'C:\\Windows\\',
        'C:\\WINDOWS\\',
        'linux-gate',
      ],
      reason: 'system library',
    },
    {
      field: 'path',
      test: 'prefix',
      values: [
        '/usr/lib/',
        '/usr/include/',
        '/lib/',
        '/lib64/',
        '/system/library/',
        '/system/',
        'c:/windows/',
      ],
      reason: 'system library',
    },
  ],
};
