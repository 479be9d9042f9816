import type { ArtifactReader, MapLookup, MapSearch } from '@bugsage/backends';
import { artifactUrlCandidates } from '@bugsage/stacktrace';
import { SYMBOLICATE_LIMITS } from './limits.ts';

/** A file of a project in a release. */
export type WantedMap = {
  readonly projectId: number;
  readonly debugId: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  readonly file: string;
};

export type MapFinder = {
  /** One answer for each, in order. Asks the database once for all that is not known. */
  find(wanted: readonly WantedMap[]): Promise<readonly MapSearch[]>;
  /** What was known of a project counts no more: something was uploaded. */
  forget(projectId: number): void;
};

/** Looks maps up with a short memory, so that a flood of one error asks once in a few seconds. */
export function createMapFinder(artifacts: ArtifactReader, now: () => number): MapFinder {
  const known = new Map<string, { readonly at: number; readonly answer: MapSearch }>();
  let projects: { readonly at: number; readonly ids: ReadonlySet<number> } | null = null;

  const projectsWithMaps = async (): Promise<ReadonlySet<number>> => {
    if (projects !== null && now() - projects.at < SYMBOLICATE_LIMITS.projectsRefreshMs) return projects.ids;
    projects = { at: now(), ids: new Set(await artifacts.projectsWithMaps()) };
    return projects.ids;
  };

  const fresh = (key: string): MapSearch | undefined => {
    const entry = known.get(key);
    if (entry === undefined) return undefined;
    return now() - entry.at < SYMBOLICATE_LIMITS.lookupSecondsMax * 1_000 ? entry.answer : undefined;
  };

  return {
    find: async (wanted) => {
      if (wanted.length === 0) return [];
      const having = await projectsWithMaps();
      const open = new Map<string, MapLookup>();
      for (const want of wanted) {
        const key = keyOf(want);
        if (having.has(want.projectId) && fresh(key) === undefined) open.set(key, lookupOf(want));
      }
      const answers = open.size === 0 ? [] : await artifacts.findMaps([...open.values()]);
      if (known.size > SYMBOLICATE_LIMITS.lookupsMax) known.clear();
      const answered = new Map([...open.keys()].map((key, index) => [key, answers[index] ?? NOTHING]));
      for (const [key, answer] of answered) known.set(key, { at: now(), answer });
      return wanted.map((want) => answered.get(keyOf(want)) ?? fresh(keyOf(want)) ?? NOTHING);
    },
    forget: (projectId) => {
      projects = null;
      for (const key of known.keys()) if (key.startsWith(`${projectId}\n`)) known.delete(key);
    },
  };
}

const NOTHING: MapSearch = { kind: 'nothing' };

function keyOf(want: WantedMap): string {
  return [want.projectId, want.debugId ?? '', want.release ?? '', want.dist ?? '', want.file].join('\n');
}

function lookupOf(want: WantedMap): MapLookup {
  const { projectId, debugId, release, dist } = want;
  return { projectId, debugId, release, dist, names: artifactUrlCandidates(want.file) };
}
