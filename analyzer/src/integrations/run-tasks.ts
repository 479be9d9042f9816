import { ProviderError, type DueTask } from '@bugsage/backends';
import { BugSageError, describeError, INTEGRATION_LIMITS } from '@bugsage/core';
import type { IntegrationParts } from './integration-parts.ts';
import { runTask } from './run-task.ts';

const TASK_LIMITS = {
  /** Tasks done side by side. */
  batchMax: 8,
  /** Longer than all calls of a task may take: nobody repeats what somebody else is doing. */
  leaseMs: 300_000,
} as const;

/** Does what is due. Answers how many tasks were tried. */
export async function runTasks(parts: IntegrationParts): Promise<number> {
  const due = await parts.tasks.claim(TASK_LIMITS.batchMax, TASK_LIMITS.leaseMs);
  await Promise.all(due.map((task) => runOne(parts, task)));
  return due.length;
}

async function runOne(parts: IntegrationParts, task: DueTask): Promise<void> {
  const { tasks, links, integrations } = parts;
  const link = await links.read(task.link_id);
  try {
    await runTask(parts, task);
    await tasks.settle(task.id, { status: 'done' });
    if (link !== null) await integrations.noteCheck(link.integration_id, null);
  } catch (error) {
    const words = describeError(error).slice(0, INTEGRATION_LIMITS.textLengthMax);
    const isPassing = !(error instanceof BugSageError) || error.retryable;
    const isLast = !isPassing || task.attempts >= INTEGRATION_LIMITS.attemptsMax;
    await links.noteError(task.link_id, words, isLast && task.what === 'create');
    if (link !== null && error instanceof ProviderError)
      await integrations.noteCheck(link.integration_id, words);
    const at = parts.now() + pauseOf(error, task.attempts);
    await tasks.settle(
      task.id,
      isLast ? { status: 'failed', error: words } : { status: 'retry', error: words, at },
    );
  }
}

/** Twice as long each time; what the other side asked for when that is longer. */
function pauseOf(error: unknown, attempts: number): number {
  const { firstPauseSeconds, pauseSecondsMax } = INTEGRATION_LIMITS;
  const ours = Math.min(firstPauseSeconds * 2 ** (attempts - 1), pauseSecondsMax) * 1_000;
  const asked = error instanceof ProviderError ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(ours, asked);
}
