import type { Snippet } from '../snippet.ts';

const PARCEL = `export function parcelOf(box) {
  return { code: box.code, text: \`\${box.code}!\`, volume: box.width * box.height * 2 };
}
`;
const USES = (line: string): string => `import { parcelOf } from './parcel.js';

export function shown(box) {
  const parcel = parcelOf(box);
  return ${line};
}
`;
const BOX = "{ code: 'a', width: 2, height: 3 }";

/** Another part, key or order than the one that is written is meant. */
export const OTHER_PARTS: readonly Snippet[] = [
  {
    name: 'the one number of an object is meant where a number is needed',
    files: { 'src/parcel.js': PARCEL, 'src/shown.js': USES("parcel.code + ' ' + parcel.bulk.toFixed(1)") },
    entry: 'src/shown.js',
    run: `m.shown(${BOX})`,
    rule: 'nullish-access',
    template: 'nullish/other-field',
    patched: [[`m.shown(${BOX})`, 'a 12.0']],
  },
  {
    name: 'the one text of an object is meant where a text is needed',
    files: { 'src/parcel.js': PARCEL, 'src/shown.js': USES('parcel.words.toUpperCase()') },
    entry: 'src/shown.js',
    run: `m.shown(${BOX})`,
    rule: 'nullish-access',
    template: 'nullish/other-field',
    patched: [[`m.shown(${BOX})`, 'A!']],
  },
  {
    name: 'no list of an object is meant where it has none',
    files: { 'src/parcel.js': PARCEL, 'src/shown.js': USES('parcel.parts.map((one) => one)') },
    entry: 'src/shown.js',
    run: `m.shown(${BOX})`,
    rule: 'nullish-access',
    without: ['nullish/other-field'],
  },
  {
    name: 'a key is looked up in the letters of the table',
    files: {
      'src/codes.js': `const CODES = { 'AMS': { zone: 1 }, 'RTM': { zone: 3 } };

export function zoneOf(airport) {
  const found = CODES[airport.code];
  return found.zone;
}
`,
    },
    entry: 'src/codes.js',
    run: "m.zoneOf({ code: 'rtm' })",
    rule: 'nullish-access',
    judge: 'nullish/key-case',
    patched: [
      ["m.zoneOf({ code: 'rtm' })", 3],
      ["m.zoneOf({ code: 'AMS' })", 1],
    ],
  },
  {
    name: 'a table of mixed letters says nothing about them',
    files: {
      'src/codes.js': `const CODES = { AMS: { zone: 1 }, Paris: { zone: 3 } };

export const zoneOf = (airport) => CODES[airport.code].zone;
`,
    },
    entry: 'src/codes.js',
    run: "m.zoneOf({ code: 'rtm' })",
    rule: 'nullish-access',
    without: ['nullish/key-case'],
  },
  {
    name: 'what is left of a bound is meant',
    files: {
      'src/bar.js': `export function bar(done, total) {
  return '#'.repeat(done) + '.'.repeat(done - total);
}
`,
    },
    entry: 'src/bar.js',
    run: 'm.bar(2, 5)',
    rule: 'out-of-range',
    template: 'out-of-range/other-way-round',
    patched: [
      ['m.bar(2, 5)', '##...'],
      ['m.bar(5, 5)', '#####'],
    ],
  },
  {
    name: 'what is left of a width is clamped',
    files: {
      'src/pad.js': `export function pad(text, width) {
  return ' '.repeat(width - text.length) + text;
}
`,
    },
    entry: 'src/pad.js',
    run: "m.pad('abcdef', 4)",
    rule: 'out-of-range',
    template: 'out-of-range/clamp',
    without: ['out-of-range/other-way-round'],
  },
];
