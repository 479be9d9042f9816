import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';

/** An event with nothing in it but what grouping may look at. */
export function eventOf(platform: string, exceptions: readonly Exception[]): NormalizedEvent {
  return plainEvent({
    event_id: '0'.repeat(32),
    source: 'sentry',
    occurred_at: 1_750_000_000_000,
    received_at: 1_750_000_000_000,
    platform,
    exceptions,
  });
}

export function exceptionOf(type: string | null, value: string | null, frames: readonly Frame[]): Exception {
  return { type, value, module: null, mechanism: null, frames };
}

export function frameOf(fields: Partial<Frame>): Frame {
  return {
    function: null,
    module: null,
    filename: null,
    abs_path: null,
    lineno: null,
    colno: null,
    pre_context: [],
    context_line: null,
    post_context: [],
    in_app: true,
    vars: null,
    ...fields,
  };
}

/** The exception that was thrown. */
export function mainOf(event: NormalizedEvent): Exception {
  const main = event.exceptions.at(-1);
  if (main === undefined) throw new Error('The event has no exception.');
  return main;
}

export function withMain(event: NormalizedEvent, change: (main: Exception) => Exception): NormalizedEvent {
  return { ...event, exceptions: [...event.exceptions.slice(0, -1), change(mainOf(event))] };
}

export function withFrames(
  event: NormalizedEvent,
  change: (frames: readonly Frame[]) => readonly Frame[],
): NormalizedEvent {
  return withMain(event, (main) => ({ ...main, frames: change(main.frames) }));
}

export function withEveryFrame(event: NormalizedEvent, change: (frame: Frame) => Frame): NormalizedEvent {
  return {
    ...event,
    exceptions: event.exceptions.map((exception) => ({ ...exception, frames: exception.frames.map(change) })),
  };
}

/** Index of the application's frame nearest to the crash; the crash itself without one; -1 without a stack. */
export function crashIndex(frames: readonly Frame[]): number {
  const inApp = frames.findLastIndex((frame) => frame.in_app);
  return inApp < 0 ? frames.length - 1 : inApp;
}

export function isScript({ platform }: NormalizedEvent): boolean {
  return platform === 'javascript' || platform === 'node';
}

export function isBrowser(event: NormalizedEvent): boolean {
  return (
    event.platform === 'javascript' &&
    mainOf(event).frames.some((frame) => frame.abs_path?.includes('://') === true)
  );
}
