/** Runs at most so many tasks at once; the others wait in line. */
export function createSlots(count: number): <Result>(task: () => Promise<Result>) => Promise<Result> {
  let free = count;
  const line: (() => void)[] = [];
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => line.push(resolve));
    else free -= 1;
    try {
      return await task();
    } finally {
      // The slot goes to the next in line without becoming free in between.
      const next = line.shift();
      if (next) next();
      else free += 1;
    }
  };
}
