import { describe, expect, it } from 'vitest';
import { ISSUE_SEARCH } from './catalogues.ts';
import { containsPattern, likePattern } from './match-pattern.ts';
import { parseSearch } from './parse-search.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const HOUR_MS = 3_600_000;
const parse = (text: string) => parseSearch(text, ISSUE_SEARCH, NOW);

function messageOf(text: string): string {
  try {
    parse(text);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${text} was accepted.`);
}

describe('parseSearch', () => {
  it.each([
    ['', []],
    ['   ', []],
    ['cart', [{ kind: 'text', negated: false, text: 'cart' }]],
    ['!cart', [{ kind: 'text', negated: true, text: 'cart' }]],
    ['"is: not a key"', [{ kind: 'text', negated: false, text: 'is: not a key' }]],
    [
      'TypeError: x',
      [
        { kind: 'text', negated: false, text: 'TypeError:' },
        { kind: 'text', negated: false, text: 'x' },
      ],
    ],
    ['is:unresolved', [{ kind: 'is', negated: false, word: 'unresolved' }]],
    ['!has:assignee', [{ kind: 'has', negated: true, field: 'assignee' }]],
    ['has:tags.browser', [{ kind: 'has', negated: false, field: 'tags.browser' }]],
    [
      'status:[resolved, "ignored"]',
      [{ kind: 'match', negated: false, field: 'status', values: ['resolved', 'ignored'] }],
    ],
    ['release:1.*', [{ kind: 'match', negated: false, field: 'release', values: ['1.*'] }]],
    ['release:"1.*"', [{ kind: 'match', negated: false, field: 'release', values: [String.raw`1.\*`] }]],
    ['title:"a \\"b\\" \\\\"', [{ kind: 'match', negated: false, field: 'title', values: ['a "b" \\\\'] }]],
    [
      'events:>=10',
      [{ kind: 'compare', negated: false, field: 'events', bounds: [{ operator: '>=', value: 10 }] }],
    ],
    [
      '!events:5..9',
      [
        {
          kind: 'compare',
          negated: true,
          field: 'events',
          bounds: [
            { operator: '>=', value: 5 },
            { operator: '<=', value: 9 },
          ],
        },
      ],
    ],
    [
      'last_seen:-24h',
      [
        {
          kind: 'compare',
          negated: false,
          field: 'last_seen',
          bounds: [{ operator: '>=', value: NOW - 24 * HOUR_MS }],
        },
      ],
    ],
    [
      'first_seen:2026-11-25',
      [
        {
          kind: 'compare',
          negated: false,
          field: 'first_seen',
          bounds: [
            { operator: '>=', value: Date.UTC(2026, 10, 25) },
            { operator: '<=', value: Date.UTC(2026, 10, 26) - 1 },
          ],
        },
      ],
    ],
    [
      'first_seen:>2026-11-25',
      [
        {
          kind: 'compare',
          negated: false,
          field: 'first_seen',
          bounds: [{ operator: '>', value: Date.UTC(2026, 10, 26) - 1 }],
        },
      ],
    ],
  ])('reads %j', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  it.each([
    ['colour:red', 'character 1: there is no field "colour". Allowed: title, message'],
    ['x http://shop', 'character 3: there is no field "http"'],
    ['__proto__:1', 'there is no field "__proto__"'],
    ['constructor:1', 'there is no field "constructor"'],
    ['is:open', '"is:open" is not known. Allowed: unresolved'],
    ['status:open', '"status" is one of detected'],
    ['events:many', '"events" needs 5, >=5 or 5..9'],
    ['events:1e9', '"events" needs'],
    ['last_seen:yesterday', '"last_seen" needs -24h'],
    ['last_seen:2026-13-45', '"last_seen" needs'],
    ['"open', 'character 1: the quoted text has no closing quote'],
    ['status:[resolved', 'the list has no closing "]"'],
    ['status:[]', 'a value is missing in the list'],
    ['status:[a,,b]', 'a value is missing in the list'],
    ['is:[new,ongoing]', '"is" takes one value'],
    ['title:*a*b*c*d*e*f', 'at most 5 "*"'],
    [`title:[${Array(21).fill('a').join(',')}]`, 'at most 20 values'],
    [Array(31).fill('a').join(' '), 'at most 30 conditions'],
    ['a'.repeat(1_001), 'at most 1000 characters'],
    ['a\0b', 'character 2: NUL'],
  ])('says what is wrong with %j', (text, message) => {
    expect(messageOf(text)).toContain(message);
  });

  it('makes patterns in which only a bare star is special', () => {
    const [term] = parse(String.raw`title:50%_*\*`);
    expect(term).toMatchObject({ values: [String.raw`50%_*\\*`] });
    expect(likePattern(String.raw`50%_*\\*`)).toBe(String.raw`50\%\_%\\%`);
    expect(likePattern(String.raw`1.\*`)).toBe('1.*');
    expect(containsPattern(String.raw`100% \_`)).toBe(String.raw`%100\% \\\_%`);
  });
});
