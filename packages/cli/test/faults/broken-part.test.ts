import { mkdir, mkdtemp, readdir, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClickHouse, type ClickHouseClient } from '../../../backends/src/clickhouse/clickhouse-client.ts';
import { openClickHouseEventStore } from '../../../backends/src/clickhouse/clickhouse-event-store.ts';
import { startEmbeddedClickHouse } from '../../../backends/src/clickhouse/embedded-clickhouse.ts';
import { findFreePort } from '../../../backends/src/free-port.ts';
import type { EventStore } from '../../../backends/src/ports/event-store.ts';
import type { EngineProcess } from '../../../backends/src/supervise-engine.ts';
import { placedEvent } from '../../../backends/src/testing/placed-event.ts';
import { CAN_MOUNT, fillDisk, freeDisk, mountDisk, unmountDisk } from './disks.ts';
import { until } from './until.ts';

const EVENTS = 30;
const WHOLE_RANGE = { collector: 'c1', incarnation: 1, from: 0, to: EVENTS };

describe.skipIf(!CAN_MOUNT)('a part of ClickHouse that a full disk left without its marks', () => {
  let disk: string;
  let engine: EngineProcess;
  let client: ClickHouseClient;
  let events: EventStore;

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'bugsage-part-'));
    mountDisk(disk, 256);
    const directory = join(disk, 'clickhouse');
    await mkdir(directory);
    engine = await startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
    client = openClickHouse(engine.url);
    events = await openClickHouseEventStore(client, 90);
  });
  afterAll(async () => {
    await client.close();
    await engine.stop();
    unmountDisk(disk);
    await rm(disk, { recursive: true, force: true });
  });

  it('is set aside for the parts it was merged from, and nothing is missing', async () => {
    for (let pos = 1; pos <= EVENTS; pos += 1)
      await events.insert([placedEvent({ pos, eventId: String(pos).padStart(32, '0') })]);
    await client.command({ query: 'OPTIMIZE TABLE events FINAL' });
    const [merged] = await activeParts(client);
    expect(merged?.rows).toBe(String(EVENTS));

    await fillDisk(disk);
    await expect(
      events.insert([placedEvent({ pos: EVENTS + 1, eventId: 'f'.repeat(32) })]),
    ).rejects.toMatchObject({ code: 'clickhouse_unavailable' });
    const marks = (await readdir(merged?.path ?? '')).find((name) => name.includes('mrk'));
    await truncate(join(merged?.path ?? '', marks ?? ''), 0);
    await freeDisk(disk);

    await until('the damaged part is no longer used', async () => {
      const parts = await activeParts(client).catch(() => []);
      return parts.length > 0 && parts.every(({ name }) => name !== merged?.name);
    });
    let refusal = '';
    await until(
      () => `inserts are taken again, not refused with ${refusal}`,
      () =>
        events.insert([placedEvent({ pos: EVENTS + 1, eventId: 'f'.repeat(32) })]).then(
          () => true,
          (error: unknown) => {
            refusal = String(error);
            return false;
          },
        ),
      30_000,
    );
    expect((await events.presentPositions(WHOLE_RANGE)).size).toBe(EVENTS);
    expect((await events.getEvent(1, '1'.padStart(32, '0')))?.position.pos).toBe(1);
  }, 60_000);
});

type Part = { readonly name: string; readonly path: string; readonly rows: string };

async function activeParts(client: ClickHouseClient): Promise<Part[]> {
  const query =
    "SELECT name, path, toString(rows) AS rows FROM system.parts WHERE table = 'events' AND active";
  return await (await client.query({ query, format: 'JSONEachRow' })).json<Part>();
}
