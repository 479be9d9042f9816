import { isJsonObject, LIMITS, type Frame, type JsonObject } from '@bugsage/core';
import { framePath, isInAppFrame } from '@bugsage/stacktrace';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import { noteWithinEntry, type Note } from './notes.ts';
import { readText, type TextBounds } from './text.ts';

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
  const frames: Frame[] = [];
  for (const [index, frame] of oldestAndNewest(listed).entries()) {
    if (isJsonObject(frame))
      frames.push(readFrame(frame, context.platform, noteWithinEntry(note, context.path, index)));
    else note(`${context.path}.${index}`, 'invalid_type', frame);
  }
  return withContextOfNearest(frames);
}

function oldestAndNewest(frames: readonly unknown[]): readonly unknown[] {
  if (frames.length <= LIMITS.framesMax) return frames;
  const newestKept = LIMITS.framesMax - LIMITS.framesOldestKept;
  return [...frames.slice(0, LIMITS.framesOldestKept), ...frames.slice(-newestKept)];
}

function readFrame(value: JsonObject, ofEvent: string, note: Note): Frame {
  const place = readPlace(value, note);
  const platform = typeof value['platform'] === 'string' ? value['platform'] : ofEvent;
  const source = readSource(value, note);
  // Field by field: objects of one making are written as JSON faster than what was spread.
  return {
    function: place.function,
    module: place.module,
    filename: place.filename,
    abs_path: place.abs_path,
    lineno: readLineNumber(value['lineno']),
    colno: readLineNumber(value['colno']),
    pre_context: source.pre_context,
    context_line: source.context_line,
    post_context: source.post_context,
    in_app: readInApp(value['in_app'], platform, place),
    vars: boundJsonObject(value['vars'], VARIABLES, note),
  };
}

const { frameFunctionTolerance, framePathTolerance, moduleLengthMax } = NORMALIZE_LIMITS;
const PATH_BOUNDS = { lengthMax: LIMITS.framePathLengthMax, tolerance: framePathTolerance };
/** Of the fields of every frame, by their path in it. */
const FUNCTION: TextBounds = {
  path: 'function',
  lengthMax: LIMITS.frameFunctionLengthMax,
  tolerance: frameFunctionTolerance,
};
const FILENAME: TextBounds = { path: 'filename', ...PATH_BOUNDS };
const ABSOLUTE_PATH: TextBounds = { path: 'abs_path', ...PATH_BOUNDS };
const MODULE: TextBounds = { path: 'module', lengthMax: moduleLengthMax, tolerance: frameFunctionTolerance };
const CONTEXT_LINE: TextBounds = { path: 'context_line', lengthMax: LIMITS.contextLineLengthMax };
const PRE_CONTEXT: TextBounds = { path: 'pre_context', lengthMax: LIMITS.contextLineLengthMax };
const POST_CONTEXT: TextBounds = { path: 'post_context', lengthMax: LIMITS.contextLineLengthMax };
const VARIABLES = {
  path: 'vars',
  bytesMax: NORMALIZE_LIMITS.frameVarsBytesMax,
  depthMax: NORMALIZE_LIMITS.jsonDepthShallowMax,
};

type Place = Pick<Frame, 'function' | 'module' | 'filename' | 'abs_path'>;

function readPlace(value: JsonObject, note: Note): Place {
  const functionName = readText(value['function'], FUNCTION, note);
  const filename = readText(value['filename'], FILENAME, note);
  const absolute = readText(value['abs_path'], ABSOLUTE_PATH, note) ?? filename;
  return {
    function: functionName === '?' ? null : functionName,
    // Native frames name the binary they come from instead of a module.
    module: readText(value['module'] ?? value['package'], MODULE, note),
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
  note: Note,
): Pick<Frame, 'pre_context' | 'context_line' | 'post_context'> {
  const { contextLinesMax } = NORMALIZE_LIMITS;
  const before = readLines(value['pre_context'], PRE_CONTEXT, -contextLinesMax, note);
  const after = readLines(value['post_context'], POST_CONTEXT, 0, note);
  const line = readText(value['context_line'], CONTEXT_LINE, note);
  const isBlank = line === null && (before.length > 0 || after.length > 0 || value['context_line'] === '');
  return { pre_context: before, context_line: isBlank ? '' : line, post_context: after };
}

const NO_LINES: readonly string[] = [];

/** So many lines, from one of them on; a negative number counts from the last. */
function readLines(value: unknown, bounds: TextBounds, from: number, note: Note): readonly string[] {
  if (!Array.isArray(value)) return NO_LINES;
  const lines: readonly unknown[] = value.slice(from).slice(0, NORMALIZE_LIMITS.contextLinesMax);
  return lines.map((line) => readText(line, bounds, note) ?? '');
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
