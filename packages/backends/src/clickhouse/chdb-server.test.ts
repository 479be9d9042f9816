import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { findFreePort } from '../free-port.ts';
import type { EngineProcess } from '../supervise-engine.ts';
import { withParameters } from './bound-parameters.ts';
import { openClickHouse, type ClickHouseClient } from './clickhouse-client.ts';
import { startEmbeddedClickHouse } from './embedded-clickhouse.ts';

describe('statements of the embedded ClickHouse', () => {
  let directory: string;
  let engine: EngineProcess;
  let client: ClickHouseClient;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-chdb-'));
    engine = await startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
    client = openClickHouse(engine.url);
  });

  afterAll(async () => {
    await client.close();
    await engine.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const select = async (columns: string, parameters: Record<string, unknown>): Promise<unknown> => {
    const answer = await client.query({
      query: `SELECT ${columns}`,
      query_params: parameters,
      format: 'JSONEachRow',
    });
    return (await answer.json())[0];
  };

  it('a bound value comes back as it was, whatever it holds', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        "'",
        '\\',
        "\\'",
        '{one:String}',
        '\0',
        '\n',
        '🐞',
        ' --',
        '/*',
        ']',
        ',',
        '\\N',
        '\\x27',
      ),
    );
    const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
    const values = fc.record({
      one: text.filter((value) => value !== '\\N'),
      many: fc.array(text, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(values, async ({ one, many }) => {
        const found = await select(
          `{one:String} AS one, {many:Array(String)} AS many, '{one:String}' AS kept`,
          {
            one,
            many,
          },
        );
        expect(found).toEqual({ one, many, kept: '{one:String}' });
      }),
      { numRuns: 200 },
    );
  });

  it('numbers, times and nothing keep their type', async () => {
    const found = await select(
      `{count:UInt32} AS count, {big:UInt64} AS big, {at:DateTime64(3, 'UTC')} AS at, {none:Nullable(String)} AS none,
       {ids:Array(UInt32)} AS ids, toTypeName({at:DateTime64(3, 'UTC')}) AS type`,
      { count: 7, big: 2 ** 53, at: '2026-11-26 10:00:00.123', none: null, ids: [1, 2] },
    );
    const at = '2026-11-26 10:00:00.123';
    expect(found).toEqual({
      count: 7,
      big: 2 ** 53,
      at,
      none: null,
      ids: [1, 2],
      type: "DateTime64(3, 'UTC')",
    });
  });

  it('a value that is not of its type, or is missing, is refused', async () => {
    await expect(select('{count:UInt32}', { count: '1 OR 1=1' })).rejects.toThrow(/Cannot parse/);
    await expect(select('{count:UInt32}', {})).rejects.toThrow(/no value for count/);
  });

  it('nobody waits for a slow statement', async () => {
    const ended: string[] = [];
    const slow = select('sleep(1)', {}).then(() => ended.push('slow'));
    await select('{quick:String}', { quick: 'yes' });
    ended.push('quick');
    await slow;
    expect(ended).toEqual(['quick', 'slow']);
  });
});

it('only letters, digits and escapes of a value are in a statement', () => {
  const statement = withParameters('SELECT {value:String}', new URLSearchParams({ param_value: `a'\\\\b` }));
  expect(statement).toBe(String.raw`SELECT CAST('a\x27\x5cb', 'String')`);
});
