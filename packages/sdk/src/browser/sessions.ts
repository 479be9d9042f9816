import { attempt } from '../attempt.ts';
import { createHexId } from '../hex-id.ts';
import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

const STORED_AS = 'bugsage:visit';
/** As web analytics have it: a visit ends after half an hour without an event or a page. */
const IDLE_MS_MAX = 1_800_000;

type Visit = { id: string; startedAtMs: number; seenAtMs: number; pages: number; errors: number };

/** Says on every event which visit it belongs to: its id, start, pages and errors so far. Nothing that names a person. */
export function sessions(): Integration {
  return {
    name: 'sessions',
    setup(engine: Engine) {
      const { inspect } = engine;
      let visit = readVisit();
      const note = (change: Partial<Visit>): void => {
        if (Date.now() > visit.seenAtMs + IDLE_MS_MAX) visit = newVisit();
        visit = { ...visit, ...change, seenAtMs: Date.now() };
      };
      const save = (): unknown => attempt(() => sessionStorage.setItem(STORED_AS, JSON.stringify(visit)));
      note({ pages: visit.pages + 1 });
      save();
      engine.inspect = (thrown, event) => {
        inspect?.(thrown, event);
        if (event.exceptions.length > 0) note({ errors: visit.errors + 1 });
        const { id, startedAtMs, pages, errors } = visit;
        const started = new Date(startedAtMs).toISOString();
        event.contexts = { ...event.contexts, visit: { id, started, pages, errors } };
      };
      return [
        // Not with each error: the storage waits for the disk.
        listen('pagehide', save),
        () => {
          engine.inspect = inspect;
        },
      ];
    },
  };
}

function newVisit(): Visit {
  return { id: createHexId(), startedAtMs: Date.now(), seenAtMs: Date.now(), pages: 0, errors: 0 };
}

function readVisit(): Visit {
  const stored = attempt(() => JSON.parse(sessionStorage.getItem(STORED_AS) ?? '') as Visit);
  return typeof stored?.startedAtMs === 'number' ? stored : newVisit();
}
