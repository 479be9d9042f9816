import type { Frame, Json, JsonObject } from '@bugsage/core';
import { parseStackTrace, type TraceException } from '@bugsage/stacktrace';

/**
 * The event of a report: event JSON whose `stack_trace`, text of any language, takes the place of `exception`. The text
 * itself is not kept; what was understood of it is. A report that has exceptions already keeps them.
 */
export function reportedEvent(report: JsonObject): JsonObject {
  const { stack_trace: text, ...event } = report;
  if (typeof text !== 'string' || text.trim() === '' || event['exception'] !== undefined) return event;
  const trace = parseStackTrace(text);
  return {
    ...event,
    platform: event['platform'] ?? trace.platform,
    exception: { values: trace.exceptions.map(toSentryException) },
  };
}

function toSentryException({ type, value, module, frames }: TraceException): Json {
  return {
    type,
    value,
    module,
    mechanism: { type: 'report', handled: null },
    ...(frames.length > 0 && { stacktrace: { frames: frames.map(toSentryFrame) } }),
  };
}

function toSentryFrame(frame: Frame): Json {
  const { function: name, module, filename, abs_path, lineno, colno, context_line, in_app } = frame;
  return { function: name, module, filename, abs_path, lineno, colno, context_line, in_app };
}
