import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { configurationSchema, EVENT_SEARCH, ISSUE_SEARCH } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { fixTables } from '../../../benchmarks/fix/result.ts';
import type { GroupingResult } from '../../../benchmarks/grouping/benchmark.ts';
import { bugTraceTable, furtherKeysTable, mutationTable } from '../../../benchmarks/grouping/tables.ts';
import type { IngestResult } from '../../../benchmarks/ingest/result.ts';
import { coresTable, gateTable, ingestTable } from '../../../benchmarks/ingest/tables.ts';
import { symbolicateTable, type SymbolicateResult } from '../../../benchmarks/symbolicate/result.ts';
import { costTable, throwTable } from '../../../benchmarks/sdk/cost/tables.ts';
import { behaviourTable, type SdkResult } from '../../../benchmarks/sdk/result.ts';
import { listFiles, REPOSITORY_ROOT } from '../src/source-files.ts';

const documents = listFiles(/^(README\.md|docs\/.*\.md|packages\/[^/]+\/README\.md)$/);
const textOf = (path: string): string => documents.find((file) => file.path === path)?.text ?? '';

describe('docs', () => {
  it('are there', () => {
    expect(documents.length).toBeGreaterThan(8);
  });

  it('link only to what exists', () => {
    const dead = documents.flatMap((file) =>
      [...file.text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !existsSync(join(REPOSITORY_ROOT, dirname(file.path), target)))
        .map((target) => `${file.path} -> ${target}`),
    );
    expect(dead).toEqual([]);
  });

  it('that sources and docs name by path exist', () => {
    const named = listFiles(/\.(ts|tsx|mjs|md)$/).flatMap((file) =>
      [...file.text.matchAll(/\bdocs\/[\w/-]+\.md\b/g)].map((match) => ({ from: file.path, path: match[0] })),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ path }) => !existsSync(join(REPOSITORY_ROOT, path)))).toEqual([]);
  });

  it('explain every configuration key with its default, and no other', () => {
    const text = textOf('docs/configuration.md');
    const rows = [...text.matchAll(/^\| `([A-Z_]+)` +\| ([^|]*) +\|/gm)].map((match) => [
      match[1],
      match[2]?.trim(),
    ]);
    const defaults = configurationSchema.parse({}) as Record<string, unknown>;
    const expected = Object.keys(configurationSchema.shape).map((key) => [key, defaultText(defaults[key])]);
    expect(new Map(rows as [string, string][])).toEqual(new Map(expected as [string, string][]));
  });

  it('name every field and state of the search language, and no other', () => {
    const [, issues = '', events = ''] = textOf('docs/search.md').split(/^## Fields of .*$/m);
    const namesOf = (text: string) => [...text.matchAll(/`([a-z_]+)`/g)].map((match) => match[1]);
    const { fields, states } = ISSUE_SEARCH;
    expect(new Set(namesOf(issues))).toEqual(new Set([...Object.keys(fields), ...states]));
    expect(new Set(namesOf(events.replace('`user:`', '')))).toEqual(
      new Set(Object.keys(EVENT_SEARCH.fields)),
    );
  });

  it('show grouping as it was measured', async () => {
    const result = (await import('../../../benchmarks/results/grouping.json', { with: { type: 'json' } }))
      .default as GroupingResult;
    const text = withoutPadding(textOf('docs/grouping.md'));
    const tables = [
      mutationTable(result.models, result.own),
      ...(result.recorded === null ? [] : [mutationTable(result.models, result.recorded)]),
      ...(result.bugTraces === null ? [] : [bugTraceTable(result.models, result.bugTraces)]),
      furtherKeysTable(result.furtherKeys),
    ];
    expect(tables.filter((table) => !text.includes(withoutPadding(table)))).toEqual([]);
  });

  it('show source maps as they were measured', async () => {
    const result = (await import('../../../benchmarks/results/symbolicate.json', { with: { type: 'json' } }))
      .default as SymbolicateResult;
    expect(withoutPadding(textOf('docs/grouping.md'))).toContain(withoutPadding(symbolicateTable(result)));
  });

  it('show the behaviour of SDKs and the cost of ours as they were measured', async () => {
    const result = (await import('../../../benchmarks/results/sdk.json', { with: { type: 'json' } }))
      .default as unknown as SdkResult;
    expect(withoutPadding(textOf('docs/sdk/behaviour.md'))).toContain(withoutPadding(behaviourTable(result)));
    const cost = withoutPadding(textOf('docs/sdk/cost.md'));
    expect(cost).toContain(withoutPadding(costTable(result.gates)));
    expect(cost).toContain(withoutPadding(throwTable(result.cost)));
  });

  it('show how often analyses and fixes were right, as it was measured', async () => {
    const result = (await import('../../../benchmarks/results/fix.json', { with: { type: 'json' } })).default;
    const shown = withoutPadding(textOf('docs/analysis.md'));
    for (const table of fixTables(result).split('\n\n')) expect(shown).toContain(withoutPadding(table));
  });

  it.each(['README.md', 'docs/performance.md'])(
    '%s shows the ingest benchmark as it was measured',
    async (path) => {
      const text = withoutPadding(textOf(path));
      expect(text).toContain(withoutPadding(ingestTable(await ingestResult())));
      if (path === 'README.md') return;
      expect(text).toContain(withoutPadding(gateTable(await ingestResult())));
      expect(text).toContain(withoutPadding(coresTable(await ingestResult())));
    },
  );
});

async function ingestResult(): Promise<IngestResult> {
  const file = await import('../../../benchmarks/results/ingest.json', { with: { type: 'json' } });
  return file.default as unknown as IngestResult;
}

/** Formatters align the columns of tables. */
function withoutPadding(text: string): string {
  return text.replaceAll(/[ -]*([|:])[ -]*/g, '$1');
}

function defaultText(value: unknown): string {
  if (value === undefined) return 'not set';
  if (Array.isArray(value)) return 'empty';
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
