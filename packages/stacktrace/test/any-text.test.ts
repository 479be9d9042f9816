import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJavaScriptStack, parseStackTrace } from '../src/index.ts';
import { TRACE_TEXTS } from './trace-texts.ts';

const lines = Object.values(TRACE_TEXTS).flatMap((text) => text.split('\n'));
/** Lines of real traces in any order and language, with noise between them. */
const mixed = fc
  .array(
    fc.oneof(
      fc.constantFrom(...lines),
      fc.string(),
      fc.constantFrom('', '}', ']', '  [cause]: ', 'Caused by: ', '... 3 more'),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join('\n'));

test('any text is read without an exception, and every number in it is a line or column', () => {
  fc.assert(
    fc.property(fc.oneof(mixed, fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const frames = [
        ...parseJavaScriptStack(text).frames,
        ...parseStackTrace(text).exceptions.flatMap((exception) => exception.frames),
      ];
      for (const { lineno, colno } of frames) {
        expect(lineno === null || (Number.isInteger(lineno) && lineno >= 1)).toBe(true);
        expect(colno === null || (Number.isInteger(colno) && colno >= 1)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});
