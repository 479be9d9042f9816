import { statfsSync } from 'node:fs';

/**
 * Bytes that stay free on the disk of the engine: an insert of 1,000 big events and the merge after it fit into them.
 * ClickHouse reserves against the same number, so that merges do not begin below it.
 */
export const FREE_BYTES_KEPT = 64 * 1024 * 1024;
/** How long other writers can have filled the disk unseen; a statfs takes two microseconds. */
const LOOK_EVERY_MS = 100;
/** Merges that were running when the disk became full end within this time, well before their sources are removed. */
const CHECK_AGAIN_AFTER_MS = 5_000;
/** Seconds before the disk was seen full from which parts are under suspicion. */
const SUSPECT_SECONDS = 5;

export type DiskGuard = {
  /** Throws what ClickHouse answers when it has no space, so that the writer keeps the batch and asks again. */
  refuseWhenFull(): void;
  stop(): void;
};

type Engine = {
  readonly command: (sql: string) => Promise<void>;
  /** First column of the answer. */
  readonly column: (sql: string) => Promise<string[]>;
};

/**
 * Keeps a full disk from costing stored events. ClickHouse 26.7 ends an insert or a merge as if all was well when the
 * marks of the new part found no room: the part is empty, and the sources of a merge are removed a minute later. So nothing
 * is written when little is free, an insert that ended on a full disk is in doubt, and parts made around that time are
 * checked: the table is attached anew when one is broken, which sets it aside and takes its sources back.
 */
export function guardDisk(directory: string, engine: Engine): DiskGuard {
  const isFull = (): boolean => {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize < FREE_BYTES_KEPT;
  };
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let fullSince: number | undefined;
  let checkedAt = 0;
  // Tables that could not be attached again for want of room; nothing else would know of them.
  const detached = new Set<string>();

  const look = async (): Promise<void> => {
    const full = isFull();
    if (!full && fullSince === undefined) return;
    fullSince ??= Date.now();
    if (full && Date.now() - checkedAt < CHECK_AGAIN_AFTER_MS) return;
    // Each time, because a table that was attached anew merges again.
    await engine.command('SYSTEM STOP MERGES');
    await repairParts(engine, { fullSince, detached });
    checkedAt = Date.now();
    if (full) return;
    await engine.command('SYSTEM START MERGES');
    fullSince = undefined;
    checkedAt = 0;
  };
  const again = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      // What fails here (no table yet, no room to attach) is done at the next look.
      look().then(again, again);
    }, LOOK_EVERY_MS);
  };
  again();
  return {
    refuseWhenFull: () => {
      if (isFull() || fullSince !== undefined)
        throw new Error(
          `Code: 243. DB::Exception: Fewer than ${FREE_BYTES_KEPT} bytes are free on the disk of ${directory}. (NOT_ENOUGH_SPACE)`,
        );
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function repairParts(
  engine: Engine,
  { fullSince, detached }: { readonly fullSince: number; readonly detached: Set<string> },
): Promise<void> {
  for (const table of detached) await attach(engine, table, detached);
  const since = Math.floor(fullSince / 1000) - SUSPECT_SECONDS;
  // Names have letters, digits and underscores; anything else is none of ours.
  const parts = await engine.column(
    `SELECT concat(table, ' ', name) FROM system.parts WHERE database = currentDatabase() AND active
       AND modification_time >= ${since} AND match(table, '^[a-z_]+$') AND match(name, '^[0-9_]+$')`,
  );
  const broken = new Set<string>();
  for (const part of parts) {
    const [table = '', name = ''] = part.split(' ');
    if (!broken.has(table) && !(await isWhole(engine, table, name))) broken.add(table);
  }
  for (const table of broken) {
    detached.add(table);
    await engine.command(`DETACH TABLE ${table}`);
    await attach(engine, table, detached);
  }
}

async function attach(engine: Engine, table: string, detached: Set<string>): Promise<void> {
  await engine.command(`ATTACH TABLE IF NOT EXISTS ${table}`);
  detached.delete(table);
}

async function isWhole(engine: Engine, table: string, part: string): Promise<boolean> {
  const [passed] = await engine.column(
    `CHECK TABLE ${table} PART '${part}' SETTINGS check_query_single_value_result = 1`,
  );
  return passed === '1';
}
