import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  BASE_CONFIDENCE,
  ORIGIN_BONUS,
  OTHER_COMMIT_PENALTY,
  UNKNOWN_WITH_PLACE,
  UNKNOWN_WITHOUT_PLACE,
} from '../../src/analyze/confidence.ts';
import { RULES } from '../../src/analyze/rules/index.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/analysis.md'), 'utf8');

/** Cells of the table between two comments, without its head. */
function table(name: string): string[][] {
  const body = text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0] ?? '';
  return body
    .trim()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe('docs/analysis.md', () => {
  it('lists the rules of the registry in their order', () => {
    expect(table('rules')).toEqual(RULES.map((rule) => [`\`${rule.id}\``, rule.title, rule.cure]));
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });

  it('states the numbers of the confidence', () => {
    const stated = table('confidence').map(([cell, number]) => [
      /`(\w+)`/.exec(cell ?? '')?.[1],
      Number(number),
    ]);
    expect(Object.fromEntries(stated)).toEqual(BASE_CONFIDENCE);
    for (const number of [ORIGIN_BONUS, OTHER_COMMIT_PENALTY, UNKNOWN_WITH_PLACE, UNKNOWN_WITHOUT_PLACE])
      expect(text).toContain(String(number));
  });
});
