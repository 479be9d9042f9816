import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const lineSchema = z.union([
  z.object({ level: z.literal('error'), where: z.string(), stack: z.string() }),
  z.object({ level: z.literal('info'), message: z.string(), url: z.string() }),
]);

export type LogLine = z.infer<typeof lineSchema>;

export type ShopLog = {
  /** Resolves with what `pick` makes of the first line it accepts, past or future. */
  find<T>(pick: (line: LogLine) => T | undefined): Promise<T>;
  /** Output that is no log line, for example why the process could not start. */
  rest(): string;
};

/** Reads the shop's output: one JSON object a line. */
export function readLog(streams: readonly Readable[]): ShopLog {
  const lines: LogLine[] = [];
  const rest: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of streams) {
    createInterface({ input: stream }).on('line', (text) => {
      const line = parseLine(text);
      if (line) lines.push(line);
      else rest.push(text);
      for (const check of waiting) check();
    });
  }
  return { find: (pick) => findLine(lines, waiting, pick), rest: () => rest.join('\n') };
}

function findLine<T>(
  lines: readonly LogLine[],
  waiting: Set<() => void>,
  pick: (line: LogLine) => T | undefined,
): Promise<T> {
  return new Promise((resolve) => {
    let seen = 0;
    const check = () => {
      for (const line of lines.slice(seen)) {
        seen += 1;
        const found = pick(line);
        if (found === undefined) continue;
        waiting.delete(check);
        resolve(found);
        return;
      }
    };
    waiting.add(check);
    check();
  });
}

function parseLine(text: string): LogLine | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
