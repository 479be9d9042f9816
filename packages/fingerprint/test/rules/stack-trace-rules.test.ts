import { describe, expect, test } from 'vitest';
import { applyStackTraceRules, fingerprint, parseStackTraceRules } from '../../src/index.ts';
import { eventOf, exceptionOf, framesOf } from '../event.ts';

const crash = exceptionOf({
  type: 'TypeError',
  value: 'no total',
  frames: framesOf(
    'main@/srv/server.js:1',
    'run@/srv/job.js:2',
    'total@/srv/cart.js:3',
    'each@/srv/vendor/each.js:4',
  ),
});
const event = eventOf({ platform: 'node', exceptions: [crash] });

const rulesOf = (text: string) => {
  const parsed = parseStackTraceRules(text);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return parsed.rules;
};
const inApp = (text: string) =>
  applyStackTraceRules(event, rulesOf(text)).event.exceptions[0]?.frames.flatMap((frame) =>
    frame.in_app ? [frame.function] : [],
  );
const grouped = (text: string) =>
  applyStackTraceRules(event, rulesOf(text)).keyed.exceptions[0]?.frames.map((frame) => frame.function);

describe('actions', () => {
  test.each([
    ['path:**/vendor/** -app', ['main', 'run', 'total']],
    ['function:run v-app', ['run', 'total', 'each']],
    ['function:run ^-app', ['main', 'run']],
    ['function:run ^-app -app', ['main']],
    ['function:* -app\nfunction:total +app', ['total']],
    ['[function:run] | function:total -app', ['main', 'run', 'each']],
    ['[function:main] | function:total -app', ['main', 'run', 'total', 'each']],
    ['function:run | [function:total] -app', ['main', 'total', 'each']],
    ['[function:main] | function:run | [function:total] -app', ['main', 'total', 'each']],
    ['type:RangeError function:run -app', ['main', 'run', 'total', 'each']],
    ['type:TypeError function:run -app', ['main', 'total', 'each']],
    ['family:native function:run -app', ['main', 'run', 'total', 'each']],
    ['!function:run -app', ['run']],
    ['function:run category=jobs\ncategory:jobs -app', ['main', 'total', 'each']],
    ['function:each -app\napp:no v-app', []],
  ])('%s', (text, expected) => {
    expect(inApp(text)).toEqual(expected);
  });

  test.each([
    ['function:each -group', ['main', 'run', 'total']],
    ['function:total ^-group', ['main', 'run', 'total']],
    ['function:* -group\nfunction:run +group', ['run']],
    ['function:* min-frames=5', []],
    ['function:* min-frames=4', ['main', 'run', 'total', 'each']],
    ['function:* max-frames=1', ['main', 'run', 'total', 'each']],
    ['type:TypeError invert-stacktrace=1', ['each', 'total', 'run', 'main']],
  ])('%s keys %j', (text, expected) => {
    expect(grouped(text)).toEqual(expected);
  });

  test('what rules leave out changes the key, and is explained', () => {
    const rules = { fingerprint: [], stackTrace: rulesOf('function:each -group') };
    const ruled = fingerprint(event, { rules });
    const without = eventOf({
      platform: 'node',
      exceptions: [{ ...crash, frames: crash.frames.slice(0, 3) }],
    });
    expect(ruled.fingerprint).toBe(fingerprint(without).fingerprint);
    expect(ruled.parts.at(-1)).toMatchObject({
      name: 'stack-trace rule',
      hashed: false,
      value: 'function:each -group',
    });
  });
});

test.each([
  ['function:a', 'no action'],
  ['function:a +ap', '`+ap` is no action'],
  ['+app', 'Expected a matcher'],
  ['[function:a] function:b +app', 'Expected `|`'],
  ['[function:a | function:b +app', 'Expected `]`'],
  ['[] | function:b +app', 'Expected a matcher inside'],
  ['message:a +app', '`message` is nothing to match by'],
  ['function:a max-frames=many', '`max-frames` takes a number'],
  ['function:a invert-stacktrace=2', 'from 0 to 1'],
])('%s is refused with its line', (rule, message) => {
  const parsed = parseStackTraceRules(`# mine\n${rule}\nfunction:ok +app`);
  expect(parsed).toEqual({
    ok: false,
    errors: [{ line: 2, message: expect.stringContaining(message) as string }],
  });
});
