import type { Frame } from '@bugsage/core';

/** A frame with its place in the order of the page, which is its identity: the frames of an event never change. */
export type PlacedFrame = { readonly at: number; readonly frame: Frame };

/** Own frames stand alone; library frames between them are folded together. */
export type FrameGroup = {
  readonly kind: 'own' | 'library';
  readonly at: number;
  readonly frames: readonly PlacedFrame[];
};

export type FrameOrder = 'newest_first' | 'oldest_first';

/** Groups the frames of one exception; they arrive oldest call first. */
export function groupFrames(frames: readonly Frame[], order: FrameOrder): readonly FrameGroup[] {
  const ordered = order === 'newest_first' ? frames.toReversed() : frames;
  const groups: (FrameGroup & { frames: PlacedFrame[] })[] = [];
  for (const [at, frame] of ordered.entries()) {
    const open = groups.at(-1);
    if (!frame.in_app && open?.kind === 'library') open.frames.push({ at, frame });
    else groups.push({ kind: frame.in_app ? 'own' : 'library', at, frames: [{ at, frame }] });
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
