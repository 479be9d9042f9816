import type { Frame } from '@bugsage/core';
import { isDroppedFunction } from './drop-list.ts';
import { BS1_LIMITS } from './limits.ts';
import { normFile } from './norm-file.ts';
import { normFunction, UNKNOWN_FUNCTION } from './norm-function.ts';
import { normModule } from './norm-module.ts';
import { parameterize } from './parameterize.ts';

/** Where an exception happened, as it is hashed, and why this frame was taken. */
export type Location = {
  readonly frame: Frame;
  /** `file|function`, or `file|?|source line` where the function has no stable name. */
  readonly key: string;
  readonly reason: string;
};

export function findLocation(frames: readonly Frame[], platform: string): Location | null {
  const frame = findFrame(frames, platform);
  if (frame === null) return null;
  return located(
    frame,
    platform,
    frame.in_app && isUsable(frame, platform)
      ? 'the in-app frame nearest to the crash'
      : 'no in-app frame; the frame nearest to the crash that does not only raise or abort',
  );
}

/** The usable in-app frame nearest to the crash; without one the nearest frame that is no raise or abort. */
export function findFrame(frames: readonly Frame[], platform: string): Frame | null {
  return (
    nearest(frames, (frame) => frame.in_app && isUsable(frame, platform)) ??
    nearest(frames, (frame) => isUsable(frame, platform)) ??
    nearest(frames, (frame) => frame.function !== null)
  );
}

function isUsable(frame: Frame, platform: string): boolean {
  return hasPlace(frame, platform) && !isDroppedFunction(frame.function);
}

export function isJavaScript(platform: string): boolean {
  return platform === 'javascript' || platform === 'node';
}

const NATIVE_PLATFORMS: ReadonlySet<string> = new Set(['native', 'c', 'cocoa', 'objc']);

/** Platforms whose frames come from binaries: functions are symbols, modules are images. */
export function isNative(platform: string): boolean {
  return NATIVE_PLATFORMS.has(platform);
}

function located(frame: Frame, platform: string, reason: string): Location {
  const file = fileOrModule(frame, platform);
  const name = normFunction(frame.function, isJavaScript(platform));
  const line = name === UNKNOWN_FUNCTION ? sourceLine(frame, platform) : null;
  return { frame, key: line === null ? `${file}|${name}` : `${file}|${name}|${line}`, reason };
}

/** A module names code better than a file, except where it is made from the URL (JavaScript) or is the binary. */
function fileOrModule(frame: Frame, platform: string): string {
  const file = normFile(frame.abs_path ?? frame.filename ?? '');
  if (frame.module === null || (isJavaScript(platform) && file !== '')) return file;
  if (!isNative(platform)) return normModule(frame.module);
  return file === '' ? normFile(frame.module) : file;
}

function sourceLine(frame: Frame, platform: string): string | null {
  const line = frame.context_line?.trim() ?? '';
  if (line === '' || line.length > BS1_LIMITS.contextLineReadLengthMax) return null;
  const code = withoutComment(line, HASH_COMMENTS.has(platform)).replaceAll(/\s+/g, ' ').trim();
  return code === '' || code.length > BS1_LIMITS.contextLineLengthMax
    ? null
    : parameterize(code, { keepsQuoted: true });
}

const HASH_COMMENTS: ReadonlySet<string> = new Set(['python', 'ruby', 'elixir', 'perl']);

/** Comments behind code are edited without changing it. One inside a text literal is cut too: always the same way. */
function withoutComment(line: string, isHash: boolean): string {
  const ends = (isHash ? [line.indexOf(' #')] : [line.indexOf(' //'), line.indexOf(' /*')]).filter(
    (at) => at > 0,
  );
  return ends.length === 0 ? line : line.slice(0, Math.min(...ends));
}

const NO_PLACE: ReadonlySet<string> = new Set([
  '[native code]',
  'native code',
  'native',
  'eval code',
  '<anonymous>',
  '[wasm code]',
]);

function hasPlace(frame: Frame, platform: string): boolean {
  const file = frame.abs_path ?? frame.filename;
  if (file === null || file === '')
    return frame.module !== null || (!isJavaScript(platform) && frame.function !== null);
  return !NO_PLACE.has(file) && frame.function !== 'eval';
}

function nearest(frames: readonly Frame[], wanted: (frame: Frame) => boolean): Frame | null {
  for (let at = frames.length - 1; at >= 0; at -= 1) {
    const frame = frames[at];
    if (frame !== undefined && wanted(frame)) return frame;
  }
  return null;
}
