import { BugSageError } from '@bugsage/core';
import { HTTP_LIMITS } from './limits.ts';

/** Bytes of request bodies that all connections of a server hold at the moment. */
export type BodyBudget = { bufferedBytes: number };

type State = 'receiving' | 'complete' | 'aborted' | 'too_large' | 'over_budget';

/**
 * Collects the chunks of one body. Starts before anybody asks for it, because neither server waits; what was not asked
 * for is bounded like everything else.
 *
 *     receiving -> complete | aborted | too_large | over_budget
 */
export class RequestBody {
  #state: State = 'receiving';
  #chunks: Buffer[] = [];
  #bytes = 0;
  #declaredBytes = 0;
  #ended = false;
  #bytesMax: number;
  readonly #budget: BodyBudget;
  #changed: (() => void) | undefined;

  constructor(limits: { bytesMax: number; budget: BodyBudget }) {
    this.#bytesMax = limits.bytesMax;
    this.#budget = limits.budget;
  }

  /** Takes ownership of the chunk. */
  push(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#state !== 'receiving') {
      if (this.#isTooMuch) this.#changed?.();
      return;
    }
    this.#budget.bufferedBytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes > this.#bytesMax) this.#settle('too_large');
    else if (this.#budget.bufferedBytes > HTTP_LIMITS.bufferedBodyBytesMax) this.#settle('over_budget');
  }

  end(): void {
    this.#ended = true;
    if (this.#state === 'receiving') this.#settle('complete');
    else this.#changed?.();
  }

  /** The client is gone. A body that was complete stays: a page that closes sends its last event and is gone. */
  abort(): void {
    this.#ended = true;
    if (this.#state === 'receiving') this.#settle('aborted');
    else this.#changed?.();
  }

  /** `declaredBytes` is Content-Length, 0 when unknown: what announces itself as too large is not read at all. */
  async read(bytesMax: number, declaredBytes: number): Promise<Buffer> {
    this.#bytesMax = bytesMax;
    this.#declaredBytes = declaredBytes;
    if (Math.max(this.#bytes, declaredBytes) > bytesMax && this.#state !== 'aborted')
      this.#settle('too_large');
    while (this.#state === 'receiving') await this.#nextChange();
    if (this.#state !== 'complete') throw this.#refusal(bytesMax);
    const whole = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    this.#release();
    return whole;
  }

  /** Reads away what nobody wants. False when there is too much of it and the connection must be cut. */
  async discard(): Promise<boolean> {
    if (this.#state === 'receiving') this.#settle('too_large');
    this.#release();
    while (!this.#ended && !this.#isTooMuch) await this.#nextChange();
    return this.#ended;
  }

  #release(): void {
    for (const chunk of this.#chunks) this.#budget.bufferedBytes -= chunk.length;
    this.#chunks = [];
  }

  /** More than a whole body of the wanted size and a bit: not worth reading to its end. */
  get #isTooMuch(): boolean {
    return Math.max(this.#bytes, this.#declaredBytes) > this.#bytesMax + HTTP_LIMITS.discardedBytesMax;
  }

  #settle(state: State): void {
    this.#state = state;
    if (state !== 'complete') this.#release();
    this.#changed?.();
  }

  async #nextChange(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#changed = resolve;
    });
    this.#changed = undefined;
  }

  #refusal(bytesMax: number): BugSageError {
    if (this.#state === 'aborted') {
      return new BugSageError({
        kind: 'invalid_input',
        code: 'client_aborted',
        message: `The client closed the connection after ${this.#bytes} bytes of the body.`,
      });
    }
    if (this.#state === 'over_budget') {
      return new BugSageError({
        kind: 'unavailable',
        code: 'too_many_bodies',
        message: `Bodies of all requests together exceed ${HTTP_LIMITS.bufferedBodyBytesMax} bytes. Try again later.`,
      });
    }
    return bodyTooLarge(bytesMax);
  }
}

export function bodyTooLarge(bytesMax: number): BugSageError {
  return new BugSageError({
    kind: 'too_large',
    code: 'too_large',
    message: `The body exceeds the limit of ${bytesMax} bytes.`,
  });
}
