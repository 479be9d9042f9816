const last = new Map<string, Promise<unknown>>();

/** Runs tasks with the same key one after the other, in the order they came. A failed task does not stop the next. */
export function inTurn<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const before = last.get(key) ?? Promise.resolve();
  const run = before.then(task, task);
  last.set(key, run);
  const forget = (): void => {
    if (last.get(key) === run) last.delete(key);
  };
  run.then(forget, forget);
  return run;
}
