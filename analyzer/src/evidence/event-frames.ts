import type { Frame, NormalizedEvent } from '@bugsage/core';

const FOREIGN =
  /(?:^|\/)node_modules\/|^node:|^internal\/|^(?:chrome|moz|safari-web)-extension:|\[native code\]/;

/** The application's frames of an event, crash first, the root cause's stack before those of its wrappers. */
export function applicationFrames(event: NormalizedEvent): Frame[] {
  const frames = event.exceptions.flatMap((exception) => exception.frames.toReversed());
  const own = frames.filter((frame) => frame.in_app);
  return own.length > 0
    ? own
    : frames.filter((frame) => !FOREIGN.test(frame.abs_path ?? frame.filename ?? ''));
}
