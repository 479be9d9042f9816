export type BadEvent = {
  /** In the list of bad inputs. */
  readonly number: number;
  readonly name: string;
  /** JSON text: not all of these survive JSON.stringify. */
  readonly text: string | Buffer;
};

const KIB = 1024;
const bad = (number: number, name: string, payload: unknown): BadEvent => ({
  number,
  name,
  text: JSON.stringify(payload),
});
const raw = (number: number, name: string, text: string): BadEvent => ({ number, name, text });
const frames = (...list: unknown[]): object => ({
  exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames: list } }] },
});
const numbered = (count: number): Record<string, number> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));

const FIELDS = [
  'event_id',
  'timestamp',
  'platform',
  'level',
  'logger',
  'transaction',
  'server_name',
  'release',
  'dist',
  'environment',
  'modules',
  'extra',
  'tags',
  'fingerprint',
  'errors',
  'message',
  'logentry',
  'exception',
  'threads',
  'stacktrace',
  'breadcrumbs',
  'user',
  'request',
  'contexts',
  'sdk',
  'debug_meta',
];
const WRONG = [
  '7',
  '"text"',
  '[]',
  '{}',
  'true',
  '[[[1]]]',
  '[null]',
  '{"values":1}',
  '{"values":[1,null,[]]}',
];

/** Events that are taken as they are repaired: stored, found, and grouped the same way each time. */
export const BAD_EVENTS: readonly BadEvent[] = [
  bad(25, '50,000 keys', { extra: numbered(50_000) }),
  raw(26, 'an array of 300,000', `{"extra":{"a":[${'1,'.repeat(300_000)}1]}}`),
  raw(27, 'escapes below the limit', `{"extra":{"a":"${String.raw`\u0000`.repeat(100_000)}"}}`),
  raw(
    28,
    '__proto__ as own key',
    '{"__proto__":{"message":"x"},"tags":{"__proto__":"y"},"extra":{"__proto__":{"a":1}}}',
  ),
  raw(
    29,
    'constructor.prototype',
    '{"constructor":{"prototype":{"polluted":1}},"extra":{"constructor":{"prototype":1}}}',
  ),
  raw(
    30,
    'hasOwnProperty, toString and then',
    '{"then":"x","toString":1,"hasOwnProperty":null,"tags":{"then":"a","toString":"b"},"user":{"then":{}}}',
  ),
  raw(31, 'toJSON', '{"toJSON":"x","extra":{"toJSON":{"toJSON":1}},"tags":{"toJSON":"y"}}'),
  raw(
    32,
    'event_id twice',
    '{"event_id":"00000000000000000000000000000001","event_id":7,"message":"a","message":"b"}',
  ),
  raw(
    33,
    'numbers beyond double',
    `{"extra":{"a":1e400,"b":-0,"c":9007199254740993,"d":1${'0'.repeat(10_000)}},"timestamp":1e400}`,
  ),
  raw(33, 'NaN and Infinity', '{"extra":{"a":NaN,"b":-Infinity},"timestamp":NaN}'),
  raw(
    34,
    'lone surrogates',
    String.raw`{"message":"a\ud800b","tags":{"\udc00":"\ud800"},"user":{"id":"\udfff"}}`,
  ),
  {
    number: 35,
    name: 'invalid UTF-8',
    text: Buffer.concat([
      Buffer.from('{"message":"'),
      Buffer.from([0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80]),
      Buffer.from('"}'),
    ]),
  },
  raw(35, 'a byte order mark', '\u{FEFF}{"message":"x"}'),
  raw(
    36,
    'NUL everywhere',
    String.raw`{"message":"a\u0000","tags":{"\u0000":"\u0000"},"user":{"id":"\u0000"},"release":"\u0000","exception":{"values":[{"type":"\u0000E","value":"\u0000"}]}}`,
  ),
  bad(37, 'a title that reads backwards', {
    exception: { values: [{ type: '\u202Eexe.gpj', value: '\u200Bpаypal\u200D' }] },
  }),
  bad(38, 'zalgo', { message: `e${'\u0301'.repeat(400_000)}` }),
  raw(39, 'an empty object', '{}'),
  ...FIELDS.flatMap((field) => WRONG.map((text) => raw(40, `${text} as ${field}`, `{"${field}":${text}}`))),
  ...[
    '-1',
    '0',
    '1e18',
    '"+275760-09-13T00:00:00Z"',
    '"now"',
    '1750000001.123',
    '"2016-12-31T23:59:60Z"',
  ].map((text) =>
    raw(43, `time ${text}`, `{"timestamp":${text},"breadcrumbs":[{"timestamp":${text},"message":"b"}]}`),
  ),
  ...['"7"', '"9EC79C33-EC99-42AB-8353-589FCB2E04DC"', 'null', `"${'z'.repeat(32)}"`].map((text) =>
    raw(44, `event id ${text.slice(0, 12)}`, `{"event_id":${text},"message":"id"}`),
  ),
  bad(76, 'path traversal in release and frames', {
    release: '../../../etc/passwd',
    ...frames({ filename: '../../../../etc/passwd', abs_path: '/srv/../../x' }),
  }),
  bad(
    77,
    'hostile source map addresses',
    frames({
      abs_path: 'http://169.254.169.254/latest',
      filename: '../../x.js',
      context_line: `//# sourceMappingURL=data:application/json,${'A'.repeat(200 * KIB)}`,
    }),
  ),
  raw(
    78,
    '100,000 frames',
    `{"exception":{"values":[{"type":"E","stacktrace":{"frames":[${'{},'.repeat(100_000)}{"function":"f"}]}}]}}`,
  ),
  bad(78, 'a path of 900 kB', frames({ filename: 'p/'.repeat(450 * KIB) })),
  bad(
    78,
    'impossible lines',
    frames({ lineno: 2 ** 31, colno: -1, function: 'f' }, { lineno: -1, colno: 1e300, function: 'g' }),
  ),
  bad(79, 'a fingerprint of 10,000', {
    message: 'fp',
    fingerprint: Array.from({ length: 10_000 }, (_, index) => `f${index}`),
  }),
  bad(79, 'the default fingerprint a thousand times', {
    message: 'fp',
    fingerprint: Array.from({ length: 1_000 }, () => '{{ default }}'),
  }),
  bad(80, '10,000 tags', {
    tags: numbered(10_000),
    user: { id: 'x'.repeat(100 * KIB) },
    release: 'r'.repeat(100 * KIB),
  }),
  ...[
    '.a'.repeat(16_000),
    'a '.repeat(16_000),
    'a-'.repeat(32_000),
    'token'.repeat(12_800),
    '-----BEGIN PRIVATE KEY-----'.repeat(2_000),
  ].map((text) =>
    bad(81, `${text.slice(0, 12)} in every text`, {
      message: text,
      transaction: text,
      tags: { a: text },
      user: { id: text },
      extra: { a: text },
      exception: { values: [{ type: text, value: text }] },
    }),
  ),
  bad(84, 'forged markers of scrubbing', {
    message: '[Filtered]',
    extra: { password: '[Filtered]', a: '[Filtered]' },
    _meta: { message: { '': { rem: [['!config', 's']] } } },
  }),
];
