import type { SourceRepository } from '@bugsage/backends';
import type { Frame } from '@bugsage/core';
import type { RepositoryFrame } from './case.ts';
import { filesOfFrame, fitOf, lineOf } from './find-frame-file.ts';
import { EVIDENCE_LIMITS } from './limits.ts';

export type MappedFrames = {
  readonly frames: readonly RepositoryFrame[];
  readonly sources: ReadonlyMap<string, string>;
};

/** Finds frames, crash first, in the files of a commit and reads those files. Frames without a file are left out. */
export async function mapFrames(input: {
  frames: readonly Frame[];
  files: readonly string[];
  root: string;
  commit: string;
  repository: SourceRepository;
  /** Words of the error's message that stand in the crashing line: property and function names. */
  words: readonly string[];
}): Promise<MappedFrames> {
  const texts = new Map<string, string | null>();
  const read = async (path: string): Promise<string | null> => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const text = await input.repository.readFile(input.commit, path);
    const usable = text !== null && text.length <= EVIDENCE_LIMITS.fileLengthMax ? text : null;
    texts.set(path, usable);
    return usable;
  };
  const frames: RepositoryFrame[] = [];
  const sources = new Map<string, string>();
  for (const frame of input.frames.slice(0, EVIDENCE_LIMITS.framesMax)) {
    const found = await bestFile(
      filesOfFrame(frame, input.files, input.root),
      { frame, words: input.words },
      read,
    );
    if (found === null) continue;
    sources.set(found.path, found.text);
    frames.push(placeFrame(frame, found.path, found.text));
  }
  return { frames: withoutRepeats(frames), sources };
}

/** Among files of the same name the one whose line is the frame's; without that the best ranked one. */
async function bestFile(
  paths: readonly string[],
  { frame, words }: { frame: Frame; words: readonly string[] },
  read: (path: string) => Promise<string | null>,
): Promise<{ path: string; text: string } | null> {
  let best: { path: string; text: string; fit: number } | null = null;
  for (const path of paths) {
    const text = await read(path);
    if (text === null) continue;
    const fit = fitOf(frame, text, words);
    if (best === null || fit > best.fit) best = { path, text, fit };
  }
  if (best === null) return null;
  const guessedByName = paths.length > 1 && best.fit === 0;
  return guessedByName && frame.context_line !== null && movedLine(best.text, frame) === null ? null : best;
}

function placeFrame(frame: Frame, path: string, text: string): RepositoryFrame {
  const same =
    frame.context_line === null ? lineOf(text, frame.lineno) !== null : fitOf(frame, text, []) === 2;
  const moved = same ? null : movedLine(text, frame);
  return {
    frame,
    path,
    line: moved ?? frame.lineno ?? 1,
    column: frame.colno,
    function: frame.function,
    contextMatches: same || moved !== null,
  };
}

/** Where the frame's line stands now, when the file changed above it: the nearest equal line, if lines are telling. */
function movedLine(text: string, frame: Frame): number | null {
  const wanted = frame.context_line?.trim() ?? '';
  if (wanted.length < 8) return null;
  const reported = frame.lineno ?? 1;
  let nearest: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() !== wanted) continue;
    if (nearest === null || Math.abs(index + 1 - reported) < Math.abs(nearest - reported))
      nearest = index + 1;
  }
  return nearest;
}

/** Recursion repeats a place many times; once is enough to read. */
function withoutRepeats(frames: readonly RepositoryFrame[]): RepositoryFrame[] {
  const seen = new Set<string>();
  return frames.filter((frame) => {
    const key = `${frame.path}:${frame.line}:${frame.column}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
