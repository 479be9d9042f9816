import { isJsonObject, type JsonObject } from '@bugsage/core';
import { fingerprint, parseFingerprintRules, parseStackTraceRules } from '@bugsage/fingerprint';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { normalize } from '../../src/normalize/index.ts';
import { hasCorpus, readPayloads, readText } from '../corpora.ts';
import { receivedOf } from '../received-event.ts';

const isThere = hasCorpus('sentry-grouping');

/** Sentry's inputs whose values we give otherwise, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {};

test.skipIf(!isThere)('Sentry’s fingerprint rules match the same events and give the same values', () => {
  const found = readPayloads('sentry-grouping/fingerprint_inputs').map(({ name, payload }) => {
    const file = name.replace(/\.json$/, '');
    const snapshot = readText(`sentry-grouping/expected_fingerprinting/${file.replaceAll('-', '_')}.pysnap`);
    return [file, ruleValues(payload), expectedValues(snapshot)] as const;
  });
  expect(found.length).toBeGreaterThan(20);
  const other = found.filter(
    ([file, ours, theirs]) => JSON.stringify(ours) !== JSON.stringify(theirs) && !(file in DIFFERENCES),
  );
  expect(other).toEqual([]);
});

test.skipIf(!isThere)('the rule texts that Sentry ships are read without an error', () => {
  const folder = 'sentry-grouping/enhancement-configs';
  const names = readdirSync(new URL(`../../../../shared/corpora/${folder}/`, import.meta.url), {
    recursive: true,
    encoding: 'utf8',
  });
  const texts = names
    .filter((name) => name.endsWith('.txt'))
    .map((name) => [name, readText(`${folder}/${name}`)] as const);
  expect(texts.length).toBeGreaterThan(3);
  let rules = 0;
  for (const [name, text] of texts) {
    const parsed = name.includes('fingerprinting') ? parseFingerprintRules(text) : parseStackTraceRules(text);
    expect([name, parsed.ok ? [] : parsed.errors]).toEqual([name, []]);
    rules += parsed.ok ? parsed.rules.length : 0;
  }
  process.stderr.write(`sentry-grouping: ${rules} rules read\n`);
});

/** Values that a rule of the input sets, joined as the snapshot shows them; null when no rule matches. */
function ruleValues(payload: JsonObject): string | null {
  const rules = payload['_fingerprinting_rules'];
  const text = (Array.isArray(rules) ? rules : []).filter(isJsonObject).map(ruleText).join('\n');
  const parsed = parseFingerprintRules(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  const event = normalize(receivedOf(payload));
  const { parts } = fingerprint(event, { rules: { fingerprint: parsed.rules, stackTrace: [] } });
  const values = parts.filter(({ name }) => name === 'rule').map(({ value }) => value);
  return values.length === 0 ? null : values.join('');
}

function ruleText(rule: JsonObject): string {
  const matchers = (rule['matchers'] as [string, string][]).map(([key, pattern]) => `${key}:"${pattern}"`);
  const values = (rule['fingerprint'] as string[]).map((value) => `"${value}"`);
  return `${matchers.join(' ')} -> ${values.join(', ')}`;
}

function expectedValues(snapshot: string): string | null {
  const rule = snapshot.indexOf('matched_rule:');
  if (rule < 0) return null;
  const list = /\n {4}values:\n((?: {4}- .*\n)+)/.exec(snapshot.slice(rule))?.[1] ?? '';
  return list
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/^ {4}- /, '').replace(/^'(.*)'$/, '$1'))
    .join('');
}
