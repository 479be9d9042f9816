import type { SentryFrameJson } from '@bugsage/core/batch';
import { parseJavaScriptStack } from '@bugsage/stacktrace';

/** Reads a stack that the SDK sent as the engine wrote it; the call that threw first. In-app is decided later. */
export function readStack(text: string): SentryFrameJson[] {
  return parseJavaScriptStack(text)
    .frames.toReversed()
    .map(({ abs_path: filename, function: name, lineno, colno }) => ({
      ...(filename !== null && { filename }),
      ...(name !== null && { function: name }),
      ...(lineno !== null && { lineno }),
      ...(colno !== null && { colno }),
    }));
}
