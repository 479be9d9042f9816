/** Keeps the start and the end of a stream of any length. */
export class BoundedOutput {
  readonly #bytesMax: number;
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #seenBytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = Math.floor(bytesMax / 2);
  }

  get seenBytes(): number {
    return this.#seenBytes;
  }

  get truncated(): boolean {
    return this.#seenBytes > this.#headBytes + this.#tailBytes;
  }

  add(chunk: Buffer): void {
    this.#seenBytes += chunk.length;
    const forHead = chunk.subarray(0, this.#bytesMax - this.#headBytes);
    if (forHead.length > 0) {
      this.#head.push(forHead);
      this.#headBytes += forHead.length;
    }
    this.#addToTail(chunk.subarray(forHead.length));
  }

  text(): string {
    const head = Buffer.concat(this.#head).toString('utf8');
    const tail = Buffer.concat(this.#tail).toString('utf8');
    const left = this.#seenBytes - this.#headBytes - this.#tailBytes;
    return left > 0 ? `${head}\n[${left} bytes left out]\n${tail}` : head + tail;
  }

  #addToTail(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#tail.push(chunk);
    this.#tailBytes += chunk.length;
    let first = this.#tail[0];
    while (first !== undefined && this.#tailBytes > this.#bytesMax) {
      const surplus = this.#tailBytes - this.#bytesMax;
      if (first.length <= surplus) this.#tail = this.#tail.slice(1);
      else this.#tail[0] = first.subarray(surplus);
      this.#tailBytes -= Math.min(surplus, first.length);
      first = this.#tail[0];
    }
  }
}
