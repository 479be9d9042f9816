import { readFileSync } from 'node:fs';

import type { CapturedEvent, CapturedFrame } from '../public-types.ts';
import { builtin } from './builtin.ts';

/** A snippet has 7 lines of at most 200 characters: the cache stays below half a megabyte. */
const SNIPPETS_MAX = 300;
const LINE_LENGTH_MAX = 200;
/** Larger files are bundles: their lines are no help, and reading them is no small thing. */
const FILE_BYTES_MAX = 2 * 1024 * 1024;
/** Distinct files read for one batch. */
const FILES_PER_BATCH_MAX = 50;

type Snippet = NonNullable<CapturedFrame['source']> | 'none';

export type ContextLines = {
  prepare: (events: readonly CapturedEvent[]) => Promise<void>;
  /** Only for the end of the process: blocks. */
  prepareNow: (events: readonly CapturedEvent[]) => void;
};

/** Adds the source lines around in-app frames, read once and remembered. */
export function createContextLines(linesAround: number): ContextLines {
  const snippets = new Map<string, Snippet>();

  function remember(frames: readonly CapturedFrame[], text: string | undefined): void {
    const lines = text?.split('\n');
    for (const frame of frames)
      snippets.set(keyOf(frame), lines ? cut(lines, frame.line, linesAround) : 'none');
    for (const oldest of snippets.keys()) {
      if (snippets.size <= SNIPPETS_MAX) break;
      snippets.delete(oldest);
    }
  }

  function attach(events: readonly CapturedEvent[]): void {
    for (const frame of events.flatMap(framesOf)) {
      const snippet = snippets.get(keyOf(frame));
      if (snippet && snippet !== 'none') frame.source = snippet;
    }
  }

  function missing(events: readonly CapturedEvent[]): [file: string, frames: CapturedFrame[]][] {
    const byFile = new Map<string, CapturedFrame[]>();
    for (const frame of events.flatMap(framesOf)) {
      if (frame.source || snippets.has(keyOf(frame))) continue;
      byFile.set(frame.file as string, [...(byFile.get(frame.file as string) ?? []), frame]);
    }
    return [...byFile].slice(0, FILES_PER_BATCH_MAX);
  }

  return {
    async prepare(events) {
      await Promise.all(
        missing(events).map(async ([file, frames]) => remember(frames, await readText(file))),
      );
      attach(events);
    },
    prepareNow(events) {
      for (const [file, frames] of missing(events)) remember(frames, readTextNow(file));
      attach(events);
    },
  };
}

function framesOf(event: CapturedEvent): CapturedFrame[] {
  return event.exceptions.flatMap(({ frames = [] }) =>
    frames.filter(({ inApp, file, line }) => inApp && file && line > 0),
  );
}

function keyOf({ file, line }: CapturedFrame): string {
  return `${file}:${line}`;
}

function cut(lines: readonly string[], line: number, linesAround: number): Snippet {
  if (line > lines.length) return 'none';
  const start = Math.max(line - 1 - linesAround, 0);
  const text = lines
    .slice(start, line + linesAround)
    .map((content) => content.replace(/\r$/, '').slice(0, LINE_LENGTH_MAX))
    .join('\n');
  return { linesBefore: line - 1 - start, text };
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const { readFile, stat } = builtin('node:fs/promises');
    const { size } = await stat(file);
    return size <= FILE_BYTES_MAX ? await readFile(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function readTextNow(file: string): string | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    return text.length <= FILE_BYTES_MAX ? text : undefined;
  } catch {
    return undefined;
  }
}
