import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseStackTrace } from '../src/index.ts';

/** Traces of real programs in many languages. */
const CORPUS = new URL('../../../../shared/corpora/raw-text-traces/', import.meta.url);
const isThere = existsSync(CORPUS);
if (!isThere) process.stderr.write(`SKIPPED: real text traces are not at ${CORPUS.pathname}\n`);

/** Language, then per exception (causes first): type, number of calls, oldest and newest one. Read by hand. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  arbitrary_text: ['text', '0'],
  complex_java_exc: [
    'java',
    'MyProjectServletException 26 run@QueuedThreadPool.java:582 doPost@MyServlet.java:169',
    'ServletException 20 run@QueuedThreadPool.java:582 doFilter@OpenSessionInViewFilter.java:60',
  ],
  csharp_exc: ['csharp', 'System.Collections.Generic.KeyNotFoundException 10 StartInternal@: get_Item@:'],
  csharp_nested_exc: [
    'csharp',
    'System.InvalidOperationException 3 SecondLevelMethod@NestedExceptionExample.cs:18 LowestLevelMethod@NestedExceptionExample.cs:33',
    'System.InvalidOperationException 3 Main@Program.cs:11 SecondLevelMethod@NestedExceptionExample.cs:22',
  ],
  dart_abstract_class_err: [
    'dart',
    'AbstractClassInstantiationError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:12',
  ],
  dart_argument_err: [
    'dart',
    'ArgumentError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:23',
  ],
  dart_async_err: [
    'dart',
    'StateError 4 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 handleFailure@handling_an_httprequest_error.dart:16',
  ],
  dart_concurrent_modification_err: [
    'dart',
    'ConcurrentModificationError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:35',
  ],
  dart_exc: [
    'dart',
    'Exception 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:17',
  ],
  dart_format_err: [
    'dart',
    'FormatException 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:25',
  ],
  dart_format_with_code_err: [
    'dart',
    'FormatException 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:24',
  ],
  dart_no_method_err: [
    'dart',
    'NoSuchMethodError 6 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 NoSuchMethodError._throwNew@errors_patch.dart:196',
  ],
  dart_no_method_global_err: [
    'dart',
    'NoSuchMethodError 6 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 NoSuchMethodError._throwNew@errors_patch.dart:196',
  ],
  dart_oom_err: [
    'dart',
    'OutOfMemoryError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:34',
  ],
  dart_range_err: [
    'dart',
    'RangeError 6 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 List.[]@growable_array.dart:151',
  ],
  dart_read_static_err: [
    'dart',
    'CyclicInitializationError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:28',
  ],
  dart_stack_overflow_err: [
    'dart',
    'StackOverflowError 5 _RawReceivePortImpl._handleMessage@isolate_patch.dart:151 main.<anonymous closure>@dartFile.dart:33',
  ],
  go_exc: ['go', 'panic 4 main@foo.go:5 panic@panic.go:542'],
  java_exc: ['java', 'RuntimeException 5 main@MakeLog.java:30 do$a1@MakeLog.java:50'],
  nested_java_exc: [
    'java',
    'SMTPAddressFailedException 0',
    'SendFailedException 15 run@Thread.java:748 rcptTo@SMTPTransport.java:2064',
    'RuntimeException 12 run@Thread.java:748 sendWithSmtp@AutomaticEmailFacade.java:236',
  ],
  node_js_exc: ['javascript', 'ReferenceError 10 @app.js:52 next@index.js:256'],
  php_exc: ['php', 'Exception 3 @test.php:13 func1@test.php:5'],
  python_exc: ['python', 'Exception 3 __call__@webapp2.py:1535 get@nearfieldspy.py:5'],
  rails_exc: [
    'ruby',
    'ActionController::RoutingError 21 spawn_thread@thread_pool.rb:120 call@debug_exceptions.rb:63',
  ],
  ruby_exc: [
    'ruby',
    'NoMethodError 10 tagged@error_reporting_logger.rb:62 recursivewordload@books_controller.rb:69',
  ],
};

test.skipIf(!isThere)('every text is read as its language, with all calls, and leaves no line over', () => {
  const names = readdirSync(CORPUS).filter((name) => name.endsWith('.txt'));
  expect(names.length).toBeGreaterThan(20);
  for (const file of names) {
    const name = file.slice(0, -'.txt'.length);
    const trace = parseStackTrace(readFileSync(new URL(file, CORPUS), 'utf8'));
    // Other samples of the same source may be there: they have to be understood too.
    if (name in EXPECTED)
      expect([name, trace.language, ...trace.exceptions.map(shown)]).toEqual([
        name,
        ...(EXPECTED[name] ?? []),
      ]);
    else expect([name, trace.exceptions.some(({ frames }) => frames.length > 0)]).toEqual([name, true]);
    expect([name, trace.unread]).toEqual([name, []]);
  }
});

function shown({ type, frames }: ReturnType<typeof parseStackTrace>['exceptions'][number]): string {
  const call = (frame: (typeof frames)[number] | undefined): string =>
    frame === undefined
      ? ''
      : `${frame.function ?? ''}@${(frame.abs_path ?? '').split('/').at(-1)}:${frame.lineno ?? ''}`;
  return `${type ?? ''} ${frames.length} ${call(frames[0])} ${call(frames.at(-1))}`.trim();
}
