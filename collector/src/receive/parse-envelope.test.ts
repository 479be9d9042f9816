import { isJsonObject } from '@bugsage/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEnvelope } from './parse-envelope.ts';

const summary = (text: string): [string, string][] =>
  parseEnvelope(Buffer.from(text, 'latin1')).items.map(({ type, payload }) => [
    type,
    payload.toString('latin1'),
  ]);

describe('an envelope', () => {
  test.each<{ name: string; text: string; items: [string, string][] }>([
    { name: 'without items', text: '{}', items: [] },
    { name: 'without items, with line feed', text: '{}\n', items: [] },
    {
      name: 'with one item to the end',
      text: '{}\n{"type":"event"}\n{"a":1}',
      items: [['event', '{"a":1}']],
    },
    {
      name: 'with one item and a line feed',
      text: '{}\n{"type":"event"}\n{"a":1}\n',
      items: [['event', '{"a":1}']],
    },
    {
      name: 'with two line feeds at the end',
      text: '{}\n{"type":"event"}\n{}\n\n',
      items: [['event', '{}']],
    },
    {
      name: 'with two items',
      text: '{}\n{"type":"a"}\none\n{"type":"b"}\ntwo',
      items: [
        ['a', 'one'],
        ['b', 'two'],
      ],
    },
    {
      name: 'with line feeds inside a length',
      text: '{}\n{"type":"a","length":3}\n\n\n\n',
      items: [['a', '\n\n\n']],
    },
    {
      name: 'with a length, then another item',
      text: '{}\n{"type":"a","length":2}\n\0\xff\n{"type":"b"}\nx',
      items: [
        ['a', '\0\xff'],
        ['b', 'x'],
      ],
    },
    { name: 'with an item header at its end', text: '{}\n{"type":"a"}', items: [['a', '']] },
    {
      name: 'with an empty payload',
      text: '{}\n{"type":"a"}\n\n{"type":"b"}\nx',
      items: [
        ['a', ''],
        ['b', 'x'],
      ],
    },
    {
      name: 'with a length of zero',
      text: '{}\n{"type":"a","length":0}\n\n{"type":"b"}\nx',
      items: [
        ['a', ''],
        ['b', 'x'],
      ],
    },
    { name: 'with a length of zero at its end', text: '{}\n{"type":"a","length":0}', items: [['a', '']] },
    { name: 'with a length of null', text: '{}\n{"type":"a","length":null}\nx', items: [['a', 'x']] },
    {
      name: 'with carriage returns, which are payload',
      text: '{}\n{"type":"a"}\nx\r\n',
      items: [['a', 'x\r']],
    },
    { name: 'with a header in Windows lines', text: '{}\r\n{"type":"a"}\r\nx', items: [['a', 'x']] },
    {
      name: 'with unknown types and keys',
      text: '{"new":1}\n{"type":"hologram","x":[]}\nx',
      items: [['hologram', 'x']],
    },
  ])('$name', ({ text, items }) => {
    expect(summary(text)).toEqual(items);
  });

  test.each([
    ['nothing', '', 'it is empty'],
    ['no JSON', 'hello', 'the envelope header is not JSON'],
    ['an array first', '[]\n', 'the envelope header is not a JSON object'],
    ['null first', 'null', 'the envelope header is not a JSON object'],
    ['an empty line first', '\n{"type":"a"}\nx', 'the envelope header is not JSON'],
    ['a broken item header', '{}\n{"type":\nx', 'the header of item 1 is not JSON'],
    [
      'an empty line between items',
      '{}\n{"type":"a"}\nx\n\n{"type":"b"}\ny',
      'the header of item 2 is not JSON',
    ],
    ['an item without type', '{}\n{"length":1}\nx', 'the header of item 1 has no type'],
    ['a type that is a number', '{}\n{"type":1}\nx', 'the header of item 1 has no type'],
    ['a length beyond the end', '{}\n{"type":"a","length":5}\nabcd', 'item 1 has 4 bytes and says it has 5'],
    ['a huge length', '{}\n{"type":"a","length":9223372036854775808}\nx', 'item 1 has 1 bytes and says'],
    ['a length that is too short', '{}\n{"type":"a","length":1}\nab', 'item 1 is longer than its length'],
    ['a negative length', '{}\n{"type":"a","length":-1}\nx', 'the length of item 1 is not a number of bytes'],
    [
      'a length in words',
      '{}\n{"type":"a","length":"1"}\nx',
      'the length of item 1 is not a number of bytes',
    ],
    ['half a byte', '{}\n{"type":"a","length":0.5}\nx', 'the length of item 1 is not a number of bytes'],
    ['an endless header', `{"a":"${'a'.repeat(70_000)}"}`, 'the envelope header is longer than 65536 bytes'],
    [
      'an endless item header',
      `{}\n{"type":"${'a'.repeat(20_000)}"}\nx`,
      'the header of item 1 is longer than 16384 bytes',
    ],
  ])('is refused with %s', (_name, text, problem) => {
    const parse = () => parseEnvelope(Buffer.from(text, 'latin1'));
    expect(parse).toThrow(
      expect.objectContaining({ code: 'invalid_envelope', message: expect.stringContaining(problem) }),
    );
  });

  test('is not read beyond its limit of items', () => {
    const text = `{}\n${'{"type":"a"}\n\n'.repeat(10_000)}not even JSON`;
    const { items, isTruncated } = parseEnvelope(Buffer.from(text));
    expect([items.length, isTruncated]).toEqual([100, true]);
  });

  test('gives back what was written into it', () => {
    const payload = fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes));
    const item = fc.record({ type: fc.string(), payload, withLength: fc.boolean() });
    const report = fc.check(
      fc.property(fc.array(item, { maxLength: 8 }), fc.boolean(), (written, finalLineFeed) => {
        const parts = written.map(({ type, payload: bytes, withLength }) => {
          const needsLength = withLength || bytes.includes(0x0a);
          const header = JSON.stringify({ type, ...(needsLength && { length: bytes.length }) });
          return Buffer.concat([Buffer.from(`\n${header}\n`), bytes]);
        });
        const text = Buffer.concat([Buffer.from('{}'), ...parts, Buffer.from(finalLineFeed ? '\n' : '')]);
        const read = parseEnvelope(text).items;
        return (
          read.length === written.length &&
          read.every(
            (each, index) =>
              each.type === written[index]?.type && each.payload.equals(written[index].payload),
          )
        );
      }),
      { numRuns: 2_000 },
    );
    expect(report.failed ? fc.defaultReportMessage(report) : 'holds').toBe('holds');
  });

  test('is read or refused, never anything else, when bytes are changed at random', () => {
    const seed = Buffer.from(
      '{"event_id":"9ec79c33ec9942ab8353589fcb2e04dc"}\n{"type":"event","length":7}\n{"a":1}\n{"type":"attachment"}\nx\n',
    );
    const change = fc.record({ at: fc.nat(seed.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    const report = fc.check(
      fc.property(fc.array(change, { maxLength: 5 }), fc.nat(seed.length), (changes, length) => {
        const bytes = Buffer.from(seed.subarray(0, length));
        for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
        try {
          return isJsonObject(parseEnvelope(bytes).headers);
        } catch (error) {
          return (error as { code?: unknown }).code === 'invalid_envelope';
        }
      }),
      { numRuns: 5_000 },
    );
    expect(report.failed ? fc.defaultReportMessage(report) : 'holds').toBe('holds');
  });
});
