import { expect, test } from 'vitest';
import { createSlots } from './inflate-slots.ts';

test('slots run so many tasks at once and no more', async () => {
  const inSlot = createSlots(2);
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  await Promise.all(Array.from({ length: 9 }, () => inSlot(task)));
  await expect(inSlot(() => Promise.reject(new Error('on purpose')))).rejects.toThrow('on purpose');
  await inSlot(task);
  expect([most, running]).toEqual([2, 0]);
});
