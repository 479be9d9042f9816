import { open, readFile, type FileHandle } from 'node:fs/promises';

/**
 * What the client was promised, kept outside the server's folder and synced in groups: what a power cut of the server
 * leaves is compared with this.
 */
export class AckLog {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #writing: Promise<void> | undefined;
  #closed: Promise<void> | undefined;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  add(eventId: string): void {
    this.#waiting.push(eventId);
    this.#writing ??= this.#write();
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#file.appendFile(
        this.#waiting
          .splice(0)
          .map((id) => `${id}\n`)
          .join(''),
      );
      await this.#file.datasync();
    }
    this.#writing = undefined;
  }

  /** May be called twice. */
  async close(): Promise<void> {
    await this.#writing;
    this.#closed ??= this.#file.close();
    await this.#closed;
  }
}

export async function openAckLog(path: string): Promise<AckLog> {
  return new AckLog(await open(path, 'a'));
}

/** Each event once, however often it was sent. */
export async function readAckLog(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8');
  return [...new Set(text.split('\n').filter((line) => line.length === 32))];
}
