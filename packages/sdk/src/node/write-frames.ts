import type { CapturedException, CapturedFrame } from '../public-types.ts';
import type { Put } from '../transport/encode-batch.ts';

/** The positions of frames in the table of the batch. `putExtra` is for what makes them big. */
export function writeFrames({ frames = [] }: CapturedException, put: Put, putExtra: Put): unknown[] {
  return frames.map((frame) => put(frameTuple(frame, put, putExtra)));
}

/** Typed by `WireFrame`. */
function frameTuple(frame: CapturedFrame, put: Put, putExtra: Put): unknown[] {
  const { file, functionName, line, column, inApp, async, source, variables } = frame;
  const inAppFlag = inApp ? 1 : 2;
  const tuple: unknown[] = [
    put(file),
    put(functionName),
    line,
    column,
    (inApp === undefined ? 0 : inAppFlag) + (async ? 4 : 0),
  ];
  if (source || variables) tuple.push(source?.linesBefore, putExtra(source?.text), putExtra(variables));
  return tuple;
}
