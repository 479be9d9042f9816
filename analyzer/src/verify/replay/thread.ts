import { Worker } from 'node:worker_threads';
import type { Outcome, Scenario } from './plan.ts';
import type { Lesson, Replay } from './run-scenario.ts';
import type { Answer, Question } from './worker.ts';

/** One run takes milliseconds; this long means an endless loop or a wait for something that does not come. */
const RUN_MS_MAX = 2000;
/** Every run leaves its modules behind; a new thread forgets them. */
const RUNS_PER_THREAD = 150;

const EMPTY: Omit<Outcome, 'end'> = {
  errors: [],
  promise: false,
  result: null,
  effects: [],
  after: null,
  trace: [],
  promised: [],
  returned: {},
  reached: false,
};

/** Runs code under test in a thread that is replaced when it hangs, exits or grows old. */
export class ReplayThread {
  readonly #replay: Replay;
  #worker: Worker | null = null;
  #runs = 0;
  total = 0;

  constructor(replay: Replay) {
    this.#replay = replay;
  }

  async learn(entry: number, lesson: Lesson): Promise<{ outcome: Outcome; lesson: Lesson }> {
    const answer = await this.#ask({ ask: 'learn', entry, lesson });
    return { outcome: answer.outcome, lesson: answer.lesson ?? lesson };
  }

  async run(scenario: Scenario, instrumented = false): Promise<Outcome> {
    return (await this.#ask({ ask: 'run', scenario, instrumented })).outcome;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }

  async #ask(question: Question): Promise<Answer> {
    if (this.#runs >= RUNS_PER_THREAD) await this.close();
    const worker = this.#worker ?? this.#start();
    this.#runs += 1;
    this.total += 1;
    const answer = await answerOf(worker, question);
    if (answer.outcome.end === 'hung' || answer.outcome.end === 'exited') await this.close();
    return answer;
  }

  #start(): Worker {
    this.#runs = 0;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: this.#replay,
      // What the code prints is not ours to print.
      stdout: true,
      stderr: true,
    });
    return this.#worker;
  }
}

function answerOf(worker: Worker, question: Question): Promise<Answer> {
  return new Promise((resolve) => {
    const finish = (answer: Answer): void => {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      // A thread that fails between two questions has nothing to tell.
      worker.on('error', () => {});
      resolve(answer);
    };
    const failed = (end: Outcome['end'], message: string): Answer => ({
      outcome: { ...EMPTY, end, errors: [{ type: 'Error', message, stack: '', builtin: false }] },
      lesson: null,
    });
    const timer = setTimeout(() => finish(failed('hung', 'The run did not end.')), RUN_MS_MAX);
    worker.once('message', finish);
    worker.once('error', (error) => finish(failed('exited', String(error))));
    worker.once('exit', () => finish(failed('exited', 'The code ended the process.')));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(question);
  });
}
