import type { ArtifactReader, FoundMap, MapSearch } from '@bugsage/backends';
import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import type { ResolvedPlace } from '@bugsage/stacktrace';
import { debugIdsOf, isJavaScript, needOf, type FrameNeed } from './frame-need.ts';
import { createMapFinder, type WantedMap } from './map-finder.ts';
import { mappedFrame, sentFrame, unmapped } from './map-frame.ts';
import { createMapMemory } from './map-memory.ts';
import { createResolver, type Resolution } from './resolver.ts';
import type { Place } from './resolve-worker.ts';

export type Symbolicator = {
  /** The events in order; frames of generated code are replaced by their source, or say why not. */
  symbolicate(events: readonly NormalizedEvent[]): Promise<readonly NormalizedEvent[]>;
  /** Something was uploaded for a project. */
  forget(projectId: number): void;
  stop(): Promise<void>;
};

/** The stage between normalize and fingerprint (protocol.md 1.17, 4.2). Never on the way to a 200. */
export function createSymbolicator(options: {
  readonly artifacts: ArtifactReader;
  readonly now: () => number;
}): Symbolicator {
  const resolver = createResolver({ now: options.now });
  const memory = createMapMemory(options.artifacts, (hash) => resolver.drop(hash));
  const finder = createMapFinder(options.artifacts, options.now);

  const resolveAll = async (searches: ReadonlyMap<FrameTask, MapSearch>): Promise<Resolved> => {
    const byHash = new Map<string, FrameTask[]>();
    for (const [task, search] of searches) {
      const hash = search.kind === 'found' ? search.map.compiledHash : null;
      if (hash === null || task.frame.lineno === null) continue;
      byHash.set(hash, [...(byHash.get(hash) ?? []), task]);
    }
    const resolved: Resolved = { places: new Map(), failures: new Map() };
    for (const [hash, tasks] of byHash) {
      const map = await memory.load(hash);
      const resolution: Resolution =
        map === null
          ? { kind: 'refused', why: 'Its content is gone. Upload it again.' }
          : await resolver.resolve(hash, map, tasks.map(placeOf));
      tasks.forEach((task, index) => {
        if (resolution.kind === 'resolved') resolved.places.set(task, resolution.places[index] ?? null);
        else resolved.failures.set(task, resolution);
      });
    }
    return resolved;
  };

  return {
    symbolicate: async (events) => {
      const plans = events.map((event) => (isJavaScript(event) ? planOf(event) : null));
      const tasks = plans.flatMap((plan) => plan?.tasks ?? []);
      if (tasks.length === 0) return events;
      const answers = await finder.find(tasks.map(({ wanted }) => wanted));
      const searches = new Map(
        tasks.map((task, index) => [task, answers[index] ?? ({ kind: 'nothing' } as const)]),
      );
      const resolved = await resolveAll(searches);
      const used = [...searches.values()].flatMap((search) =>
        search.kind === 'found' ? [search.map.bundleId] : [],
      );
      if (used.length > 0) await options.artifacts.markUsed([...new Set(used)]);
      return events.map((event, index) => {
        const plan = plans[index];
        return plan === null || plan === undefined || plan.tasks.length === 0
          ? event
          : rebuild(event, plan, { searches, resolved });
      });
    },
    forget: (projectId) => finder.forget(projectId),
    stop: () => resolver.stop(),
  };
}

type FrameTask = { readonly frame: Frame; readonly need: FrameNeed; readonly wanted: WantedMap };
type Plan = {
  /** Frames as they were sent, exception by exception. */
  readonly stacks: readonly (readonly Frame[])[];
  readonly tasks: readonly FrameTask[];
  readonly taskOf: ReadonlyMap<Frame, FrameTask>;
};
type Failure = Exclude<Resolution, { kind: 'resolved' }>;
type Resolved = {
  readonly places: Map<FrameTask, ResolvedPlace | null>;
  readonly failures: Map<FrameTask, Failure>;
};

function planOf(event: NormalizedEvent): Plan {
  const debugIds = debugIdsOf(event);
  const stacks = event.exceptions.map(({ frames }) => frames.map(sentFrame));
  const taskOf = new Map<Frame, FrameTask>();
  for (const frame of stacks.flat()) {
    const need = needOf(frame, debugIds, event.platform);
    if (need === null) continue;
    const { project_id: projectId, release, dist } = event;
    const wanted = { projectId, release, dist, debugId: need.debugId, file: need.file };
    taskOf.set(frame, { frame, need, wanted });
  }
  return { stacks, tasks: [...taskOf.values()], taskOf };
}

function placeOf({ frame }: FrameTask): Place {
  return { line: frame.lineno ?? 1, column: frame.colno };
}

type Findings = { readonly searches: ReadonlyMap<FrameTask, MapSearch>; readonly resolved: Resolved };

function rebuild(event: NormalizedEvent, plan: Plan, findings: Findings): NormalizedEvent {
  const exceptions = event.exceptions.map((exception, index): Exception => {
    const frames = plan.stacks[index] ?? exception.frames;
    const placeAt = (frame: Frame | undefined): ResolvedPlace | null => {
      const task = frame === undefined ? undefined : plan.taskOf.get(frame);
      return task === undefined ? null : (findings.resolved.places.get(task) ?? null);
    };
    const rebuilt = frames.map((frame, at) => {
      const task = plan.taskOf.get(frame);
      if (task === undefined) return frame;
      return frameOf(task, { event, findings, outer: placeAt(frames[at - 1]) });
    });
    return { ...exception, frames: rebuilt };
  });
  return { ...event, exceptions };
}

function frameOf(
  task: FrameTask,
  context: {
    readonly event: NormalizedEvent;
    readonly findings: Findings;
    readonly outer: ResolvedPlace | null;
  },
): Frame {
  const { frame, need } = task;
  const { findings } = context;
  const search = findings.searches.get(task) ?? { kind: 'nothing' };
  if (search.kind === 'nothing') {
    // Server code is often not generated at all: without any upload for the file there is nothing to say.
    const isQuiet = context.event.platform === 'node' && need.debugId === null;
    return isQuiet ? frame : unmapped(frame, 'no_artifact', describeLookup(task));
  }
  if (search.kind === 'other_release')
    return unmapped(frame, 'wrong_release', `Uploaded for ${search.releases.slice(0, 3).join(', ')}.`);
  if (search.kind === 'no_map')
    return unmapped(frame, 'no_map', `${search.script} was uploaded without its map.`);
  return frameOfMap(task, search.map, context);
}

function frameOfMap(
  task: FrameTask,
  map: FoundMap,
  { event, findings, outer }: Parameters<typeof frameOf>[1],
): Frame {
  const { frame } = task;
  if (map.compiledHash === null)
    return unmapped(frame, 'map_invalid', `${map.name}: ${map.problem?.why ?? ''}`);
  if (frame.lineno === null) return unmapped(frame, 'no_position', '');
  const failure = findings.resolved.failures.get(task);
  if (failure?.kind === 'timed_out') return unmapped(frame, 'timed_out', map.name);
  if (failure !== undefined) return unmapped(frame, 'map_invalid', `${map.name}: ${failure.why}`);
  const place = findings.resolved.places.get(task) ?? null;
  if (place === null)
    return unmapped(
      frame,
      'no_mapping',
      `${map.name} at line ${frame.lineno}, column ${frame.colno ?? 'unknown'}.`,
    );
  return mappedFrame({ frame, platform: event.platform, place, outer, map: map.name, by: map.by });
}

function describeLookup({ wanted }: FrameTask): string {
  if (wanted.debugId !== null) return `Debug id ${wanted.debugId}.`;
  if (wanted.release === null) return 'The event has neither release nor debug id for it.';
  return `Release ${wanted.release}${wanted.dist === null ? '' : `, distribution ${wanted.dist}`}.`;
}
