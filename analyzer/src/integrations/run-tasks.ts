import { ProviderError, type DueTask } from '@bugsage/backends';
import { INTEGRATION_LIMITS } from '@bugsage/core';
import { tryOnce, type Patience } from '../outgoing/try-once.ts';
import type { IntegrationParts } from './integration-parts.ts';
import { runTask } from './run-task.ts';

const TASK_LIMITS = {
  /** Tasks done side by side. */
  batchMax: 8,
  /** Longer than all calls of a task may take: nobody repeats what somebody else is doing. */
  leaseMs: 300_000,
} as const;

const PATIENCE: Patience = {
  attemptsMax: INTEGRATION_LIMITS.attemptsMax,
  pauseOf,
  doubtPauseMs: 120_000,
  wordsMax: INTEGRATION_LIMITS.textLengthMax,
};

/** Does what is due. Answers how many tasks were tried. */
export async function runTasks(parts: IntegrationParts): Promise<number> {
  const due = await parts.tasks.claim(TASK_LIMITS.batchMax, TASK_LIMITS.leaseMs);
  await Promise.all(due.map((task) => runOne(parts, task)));
  return due.length;
}

async function runOne(parts: IntegrationParts, task: DueTask): Promise<void> {
  const { tasks, links, integrations, now } = parts;
  const link = await links.read(task.link_id);
  const tried = await tryOnce(tasks, task, { patience: PATIENCE, now }, (attempt) =>
    runTask(parts, task, attempt),
  );
  if (tried === null) return;
  const { result, error } = tried;
  if (result.status !== 'sent') {
    const isOver = result.status === 'failed' || result.status === 'unknown';
    await links.noteError(task.link_id, result.error, isOver && task.what === 'create');
  }
  if (link !== null && (error === null || error instanceof ProviderError)) {
    const words = result.status === 'sent' ? null : result.error;
    await integrations.noteCheck(link.integration_id, words);
  }
  if (await tasks.settle(task, result)) parts.counted?.('tracker', result.status);
}

/** Twice as long each time; what the other side asked for when that is longer. */
function pauseOf(error: unknown, attempts: number): number {
  const { firstPauseSeconds, pauseSecondsMax } = INTEGRATION_LIMITS;
  const ours = Math.min(firstPauseSeconds * 2 ** (attempts - 1), pauseSecondsMax) * 1_000;
  const asked = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(ours, asked);
}
