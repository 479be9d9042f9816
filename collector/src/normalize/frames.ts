import { isJsonObject, LIMITS, type Frame, type JsonObject } from '@bugsage/core';
import { framePath, isInAppFrame } from '@bugsage/stacktrace';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

export type FrameContext = { readonly path: string; readonly platform: string };

/**
 * The frames of a `stacktrace` value, oldest call first. Of more than 250 the 50 oldest and 200 newest are kept,
 * because what repeats in the middle is recursion; source context and variables stay on at most 50.
 */
export function readFrames(stacktrace: unknown, context: FrameContext, note: Note): readonly Frame[] {
  const listed = isJsonObject(stacktrace) ? stacktrace['frames'] : stacktrace;
  if (listed === null || listed === undefined) return [];
  if (!Array.isArray(listed)) {
    note(context.path, 'invalid_type', listed);
    return [];
  }
  if (listed.length > LIMITS.framesMax) note(context.path, 'too_many', listed.length);
  const kept = oldestAndNewest(listed);
  const frames = kept.flatMap((frame, index) =>
    readFrame(frame, { ...context, path: `${context.path}.${index}` }, note),
  );
  return withContextOfNearest(frames);
}

function oldestAndNewest(frames: readonly unknown[]): readonly unknown[] {
  if (frames.length <= LIMITS.framesMax) return frames;
  const newestKept = LIMITS.framesMax - LIMITS.framesOldestKept;
  return [...frames.slice(0, LIMITS.framesOldestKept), ...frames.slice(-newestKept)];
}

function readFrame(value: unknown, context: FrameContext, note: Note): Frame[] {
  if (!isJsonObject(value)) {
    note(context.path, 'invalid_type', value);
    return [];
  }
  const place = readPlace(value, context, note);
  const platform = typeof value['platform'] === 'string' ? value['platform'] : context.platform;
  const frame: Frame = {
    ...place,
    lineno: readLineNumber(value['lineno']),
    colno: readLineNumber(value['colno']),
    ...readSource(value, context, note),
    in_app: readInApp(value['in_app'], platform, place),
    vars: readVariables(value['vars'], context, note),
  };
  return [frame];
}

type Place = Pick<Frame, 'function' | 'module' | 'filename' | 'abs_path'>;

function readPlace(value: JsonObject, { path }: FrameContext, note: Note): Place {
  const { frameFunctionTolerance, framePathTolerance, moduleLengthMax } = NORMALIZE_LIMITS;
  const pathBounds = { lengthMax: LIMITS.framePathLengthMax, tolerance: framePathTolerance };
  const functionBounds = {
    path: `${path}.function`,
    lengthMax: LIMITS.frameFunctionLengthMax,
    tolerance: frameFunctionTolerance,
  };
  const functionName = readText(value['function'], functionBounds, note);
  const filename = readText(value['filename'], { path: `${path}.filename`, ...pathBounds }, note);
  const absolute = readText(value['abs_path'], { path: `${path}.abs_path`, ...pathBounds }, note) ?? filename;
  return {
    function: functionName === '?' ? null : functionName,
    module: readText(
      // Native frames name the binary they come from instead of a module.
      value['module'] ?? value['package'],
      { path: `${path}.module`, lengthMax: moduleLengthMax, tolerance: frameFunctionTolerance },
      note,
    ),
    filename: shortFilename(filename, absolute),
    abs_path: absolute,
  };
}

/** Browsers send the whole URL as file name: people read its path. */
function shortFilename(filename: string | null, absolute: string | null): string | null {
  if (filename !== null && filename !== absolute) return filename;
  if (absolute === null || !absolute.includes('://')) return filename;
  return framePath({ filename: null, abs_path: absolute, module: null });
}

/**
 * Browser SDKs mark every frame as in-app, so for them the rules decide unless the SDK says no. All other SDKs know
 * where they run, and only their silence is filled in.
 */
function readInApp(sent: unknown, platform: string, place: Place): boolean {
  if (sent === false) return false;
  if (sent === true && platform !== 'javascript') return true;
  return isInAppFrame({ platform, ...place });
}

function readSource(
  value: JsonObject,
  { path }: FrameContext,
  note: Note,
): Pick<Frame, 'pre_context' | 'context_line' | 'post_context'> {
  const before = readLines(value['pre_context'], `${path}.pre_context`, note).slice(
    -NORMALIZE_LIMITS.contextLinesMax,
  );
  const after = readLines(value['post_context'], `${path}.post_context`, note).slice(
    0,
    NORMALIZE_LIMITS.contextLinesMax,
  );
  const line = readText(
    value['context_line'],
    { path: `${path}.context_line`, lengthMax: LIMITS.contextLineLengthMax },
    note,
  );
  const isBlank = line === null && (before.length > 0 || after.length > 0 || value['context_line'] === '');
  return { pre_context: before, context_line: isBlank ? '' : line, post_context: after };
}

function readLines(value: unknown, path: string, note: Note): string[] {
  if (!Array.isArray(value)) return [];
  const { contextLinesMax } = NORMALIZE_LIMITS;
  const lines: readonly unknown[] = path.endsWith('pre_context')
    ? value.slice(-contextLinesMax)
    : value.slice(0, contextLinesMax);
  return lines.map((line) => readText(line, { path, lengthMax: LIMITS.contextLineLengthMax }, note) ?? '');
}

function readVariables(value: unknown, { path }: FrameContext, note: Note): JsonObject | null {
  const { frameVarsBytesMax: bytesMax, jsonDepthShallowMax: depthMax } = NORMALIZE_LIMITS;
  return boundJsonObject(value, { path: `${path}.vars`, bytesMax, depthMax }, note);
}

function readLineNumber(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  const isValid =
    Number.isSafeInteger(number) &&
    (number as number) >= 1 &&
    (number as number) <= NORMALIZE_LIMITS.lineNumberMax;
  return isValid ? (number as number) : null;
}

/** Source and variables stay on the frames people read first: the application's own, nearest to the crash. */
function withContextOfNearest(frames: readonly Frame[]): readonly Frame[] {
  const rich = frames.filter((frame) => frame.context_line !== null || frame.vars !== null);
  if (rich.length <= LIMITS.framesWithContextMax) return frames;
  const nearestFirst = rich.toReversed();
  const ranked = [
    ...nearestFirst.filter((frame) => frame.in_app),
    ...nearestFirst.filter((frame) => !frame.in_app),
  ];
  const kept = new Set(ranked.slice(0, LIMITS.framesWithContextMax));
  return frames.map((frame) =>
    kept.has(frame) ? frame : { ...frame, pre_context: [], context_line: null, post_context: [], vars: null },
  );
}
