import type { Frame } from '@bugsage/core';

/** Own frames stand alone; library frames between them are folded together. `at` is the frame's place in the stack. */
export type FrameGroup =
  | { readonly kind: 'own'; readonly at: number; readonly frame: Frame }
  | { readonly kind: 'library'; readonly at: number; readonly frames: readonly Frame[] };

export type FrameOrder = 'newest_first' | 'oldest_first';

/** Groups the frames of one exception; they arrive oldest call first. */
export function groupFrames(frames: readonly Frame[], order: FrameOrder): readonly FrameGroup[] {
  const ordered = order === 'newest_first' ? frames.toReversed() : frames;
  const groups: FrameGroup[] = [];
  let library: { at: number; frames: Frame[] } | null = null;
  for (const [at, frame] of ordered.entries()) {
    if (frame.in_app) {
      library = null;
      groups.push({ kind: 'own', at, frame });
    } else if (library === null) {
      library = { at, frames: [frame] };
      groups.push({ kind: 'library', ...library });
    } else {
      library.frames.push(frame);
    }
  }
  return groups;
}

/** `src/cart.ts:41:9`; parts that are unknown are left out. */
export function frameLocation(frame: Frame): string {
  const file = frame.filename ?? frame.abs_path ?? frame.module ?? 'unknown file';
  return [file, frame.lineno, frame.lineno === null ? null : frame.colno]
    .filter((part) => part !== null)
    .join(':');
}

export type SourceLine = { readonly number: number | null; readonly text: string; readonly current: boolean };

/** The source around a frame's line, in reading order; empty when the event brought none. */
export function sourceLines(frame: Frame): readonly SourceLine[] {
  if (frame.context_line === null) return [];
  const first = frame.lineno === null ? null : frame.lineno - frame.pre_context.length;
  const texts = [...frame.pre_context, frame.context_line, ...frame.post_context];
  return texts.map((text, index) => ({
    number: first === null ? null : first + index,
    text,
    current: index === frame.pre_context.length,
  }));
}
