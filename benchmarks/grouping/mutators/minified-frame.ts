import type { Frame } from '@bugsage/core';
import type { Random } from '../random.ts';

/** A frame as a bundle without its map shows it. */
export function minifiedFrame(frame: Frame, random: Random): Frame {
  return {
    ...frame,
    function: random.text('abcdefghijklmnopqrstuvwxyz', random.between(1, 2)),
    lineno: 1,
    colno: random.between(900, 90_000),
    context_line: null,
    pre_context: [],
    post_context: [],
  };
}
