import { parentPort, workerData } from 'node:worker_threads';
import { installHooks } from './load-hooks.ts';
import type { Outcome, Scenario } from './plan.ts';
import { learn, runScenario, type Lesson, type Replay } from './run-scenario.ts';

/** What the thread is asked; it answers every question once, in order. */
export type Question =
  | { readonly ask: 'learn'; readonly entry: number; readonly lesson: Lesson }
  | { readonly ask: 'run'; readonly scenario: Scenario; readonly instrumented: boolean };
export type Answer = { readonly outcome: Outcome; readonly lesson: Lesson | null };

const replay = workerData as Replay;
installHooks();
parentPort?.on('message', (question: Question) => {
  answer(question).then(
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    (given) => parentPort?.postMessage(given),
    // A defect of this program must show itself, not look like code that hangs.
    (error: unknown) => {
      throw error;
    },
  );
});

async function answer(question: Question): Promise<Answer> {
  if (question.ask === 'learn') {
    const { lesson } = question;
    return { outcome: await learn(replay, question.entry, lesson), lesson };
  }
  return { outcome: await runScenario(replay, question.scenario, question.instrumented), lesson: null };
}
