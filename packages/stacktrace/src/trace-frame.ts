import type { Frame } from '@bugsage/core';
import { framePath } from './frame-path.ts';
import { isInAppFrame } from './is-in-app-frame.ts';
import type { TraceCall } from './text-trace/trace-reader.ts';

/** A call of a text as a frame of an event. */
export function toFrame(call: TraceCall, platform: string): Frame {
  const { file } = call;
  const filename = file === null ? null : framePath({ filename: file, abs_path: file, module: null });
  const place = { function: call.function, module: call.module, filename, abs_path: file };
  return {
    ...place,
    lineno: positive(call.line),
    colno: positive(call.column),
    pre_context: [],
    context_line: call.contextLine ?? null,
    post_context: [],
    in_app: isInAppFrame({ platform, ...place }),
    vars: null,
  };
}

/** Lines and columns of events count from 1; some engines print 0 for unknown. */
function positive(number: number | null): number | null {
  return number !== null && number > 0 ? number : null;
}
