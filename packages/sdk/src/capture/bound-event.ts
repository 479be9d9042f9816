import { LIMITS } from '../limits.ts';
import type { CapturedEvent, CapturedException, CapturedFrame } from '../public-types.ts';
import { boundedRecord, clip } from './bounded-copy.ts';
import { captureBreadcrumb, toLevel } from './breadcrumb.ts';

/** Brings what the host's `beforeSend` made of an event back into shape and bounds. Throws when it is no event. */
export function boundEvent(event: CapturedEvent, original: CapturedEvent): CapturedEvent {
  const { message, user, fingerprint, url } = event;
  return {
    id: original.id,
    timestampMs: original.timestampMs,
    level: toLevel(event.level, original.level),
    exceptions: event.exceptions.slice(0, LIMITS.exceptionsMax).map(boundException),
    mechanism: {
      type: clip(event.mechanism.type, LIMITS.nameLengthMax),
      handled: event.mechanism.handled,
    },
    tags: boundedRecord(event.tags) as Record<string, string>,
    contexts: boundedRecord(event.contexts),
    extra: boundedRecord(event.extra),
    breadcrumbs: event.breadcrumbs.slice(-100).map((crumb) => captureBreadcrumb(crumb, original.timestampMs)),
    ...(message !== undefined && { message: text(message) }),
    ...(user && { user: boundedRecord(user) }),
    ...(fingerprint && { fingerprint: fingerprint.slice(0, 20).map(text) }),
    ...(url !== undefined && { url: text(url) }),
  };
}

function boundException(exception: CapturedException, position: number): CapturedException {
  const { parent, properties } = exception;
  const { parent: _, ...others } = exception;
  return {
    ...others,
    type: text(exception.type),
    value: text(exception.value),
    frames: exception.frames.slice(0, LIMITS.framesMax).map(boundFrame),
    // The one it points to may be gone.
    ...(typeof parent === 'number' && parent < position && { parent }),
    ...(exception.source !== undefined && { source: text(exception.source) }),
    ...(properties && { properties: boundedRecord(properties) }),
  };
}

function boundFrame({ file, functionName, line, column, ...others }: CapturedFrame): CapturedFrame {
  return {
    ...others,
    ...(file !== undefined && { file: text(file) }),
    ...(functionName !== undefined && { functionName: text(functionName) }),
    line: toPosition(line),
    column: toPosition(column),
  };
}

function toPosition(value: unknown): number {
  return Math.trunc(Math.abs(Number(value))) || 0;
}

function text(value: unknown): string {
  return clip(value, LIMITS.textLengthMax);
}
