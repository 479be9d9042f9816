import { Worker } from 'node:worker_threads';
import type { ResolvedPlace } from '@bugsage/stacktrace';
import { SYMBOLICATE_LIMITS } from './limits.ts';
import type { Place, ResolveAnswer, ResolveQuestion } from './resolve-worker.ts';

export type Resolution =
  | { readonly kind: 'resolved'; readonly places: readonly (ResolvedPlace | null)[] }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'timed_out' };

export type Resolver = {
  resolve(hash: string, map: SharedArrayBuffer, places: readonly Place[]): Promise<Resolution>;
  drop(hash: string): void;
  stop(): Promise<void>;
};

type Waiting = { readonly hash: string; readonly settle: (resolution: Resolution) => void };

/**
 * One thread that reads maps. It is started with the first question; one that does not answer in time is ended, its map
 * rests for a while, and the next question starts a new one.
 */
export function createResolver(options: {
  readonly now: () => number;
  readonly deadlineMs?: number;
}): Resolver {
  const deadlineMs = options.deadlineMs ?? SYMBOLICATE_LIMITS.deadlineMs;
  const waiting = new Map<number, Waiting>();
  const slow = new Map<string, number>();
  let worker: Worker | null = null;
  let sequence = 0;

  const end = (hash: string | null): void => {
    if (hash !== null) slow.set(hash, options.now());
    void worker?.terminate();
    worker = null;
    const lost = [...waiting.values()];
    waiting.clear();
    for (const { settle } of lost) settle({ kind: 'timed_out' });
  };

  const start = (): Worker => {
    const started = new Worker(new URL('./resolve-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: SYMBOLICATE_LIMITS.workerHeapMiB },
    });
    started.unref();
    started.on('message', (answer: ResolveAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      asked?.settle(answer.kind === 'resolved' ? answer : { kind: 'refused', why: answer.why });
    });
    const gone = (): void => {
      // Out of memory: the oldest question is what it was working on.
      if (worker === started) end([...waiting.values()][0]?.hash ?? null);
    };
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  };

  const ask = (target: Worker, question: ResolveQuestion): void => target.postMessage(question, []);

  return {
    resolve: (hash, map, places) => {
      const since = slow.get(hash);
      if (since !== undefined && options.now() - since < SYMBOLICATE_LIMITS.slowMapPauseMs)
        return Promise.resolve({ kind: 'timed_out' });
      worker ??= start();
      const target = worker;
      sequence += 1;
      const id = sequence;
      return new Promise((resolve) => {
        const timer = setTimeout(() => end(hash), deadlineMs);
        waiting.set(id, {
          hash,
          settle: (resolution) => {
            clearTimeout(timer);
            resolve(resolution);
          },
        });
        ask(target, { kind: 'resolve', id, hash, map, places });
      });
    },
    drop: (hash) => {
      if (worker !== null) ask(worker, { kind: 'drop', hash });
    },
    stop: async () => {
      const last = worker;
      end(null);
      await last?.terminate();
    },
  };
}
