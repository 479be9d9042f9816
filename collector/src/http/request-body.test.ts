import { describe, expect, test } from 'vitest';
import { HTTP_LIMITS } from './limits.ts';
import { type BodyBudget, RequestBody } from './request-body.ts';

function start(): { body: RequestBody; budget: BodyBudget } {
  const budget = { bufferedBytes: 0 };
  return { budget, body: new RequestBody({ bytesMax: 10, budget }) };
}

describe('a request body', () => {
  test('is whole when it ended before anybody asked', async () => {
    const { body, budget } = start();
    body.push(Buffer.from('ab'));
    body.push(Buffer.from('c'));
    body.end();
    expect((await body.read(10, 0)).toString()).toBe('abc');
    expect(budget.bufferedBytes).toBe(0);
  });

  test('is whole when it ends after somebody asked', async () => {
    const { body } = start();
    const reading = body.read(10, 3);
    body.push(Buffer.from('abc'));
    body.end();
    expect((await reading).toString()).toBe('abc');
  });

  test('is too large against the smaller of both limits', async () => {
    const { body, budget } = start();
    body.push(Buffer.alloc(5));
    await expect(body.read(4, 0)).rejects.toMatchObject({ code: 'too_large' });
    expect(budget.bufferedBytes).toBe(0);
  });

  test('is too large as soon as it is, not when it ends', async () => {
    const { body, budget } = start();
    const reading = body.read(4, 0);
    body.push(Buffer.alloc(4));
    body.push(Buffer.alloc(1));
    await expect(reading).rejects.toMatchObject({ code: 'too_large' });
    expect(budget.bufferedBytes).toBe(0);
  });

  test('is too large by its announcement', async () => {
    const { body } = start();
    await expect(body.read(4, 5)).rejects.toMatchObject({ code: 'too_large' });
  });

  test('is refused while the process holds too many', async () => {
    const { body, budget } = start();
    budget.bufferedBytes = HTTP_LIMITS.bufferedBodyBytesMax;
    body.push(Buffer.alloc(1));
    await expect(body.read(4, 0)).rejects.toMatchObject({ code: 'too_many_bodies', retryable: true });
    expect(budget.bufferedBytes).toBe(HTTP_LIMITS.bufferedBodyBytesMax);
  });

  test('rejects when the client goes away', async () => {
    const { body, budget } = start();
    const reading = body.read(10, 0);
    body.push(Buffer.alloc(1));
    body.abort();
    await expect(reading).rejects.toMatchObject({ code: 'client_aborted' });
    expect(budget.bufferedBytes).toBe(0);
  });

  test('is whole when the client goes away after it sent it', async () => {
    const { body, budget } = start();
    body.push(Buffer.from('abc'));
    body.end();
    body.abort();
    expect((await body.read(10, 3)).toString()).toBe('abc');
    expect(budget.bufferedBytes).toBe(0);
  });

  test('is thrown away up to a bound', async () => {
    const { body } = start();
    const discarding = body.discard();
    body.push(Buffer.alloc(HTTP_LIMITS.discardedBytesMax + 10));
    body.push(Buffer.alloc(1));
    await expect(discarding).resolves.toBe(false);
  });

  test('ends quietly while it is thrown away', async () => {
    const { body } = start();
    const discarding = body.discard();
    body.push(Buffer.alloc(3));
    body.end();
    await expect(discarding).resolves.toBe(true);
  });
});
