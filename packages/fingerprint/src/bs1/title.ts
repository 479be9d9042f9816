import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import { BS1_LIMITS } from './limits.ts';
import { findFrame } from './location.ts';
import { firstLine } from './message-key.ts';

export type Labels = {
  readonly title: string;
  readonly culprit: string;
  readonly type: string;
  readonly value: string;
};

/** What people read in lists. Not hashed: titles may show ids. */
export function labels(event: NormalizedEvent, main: Exception | null): Labels {
  const isSynthetic = main?.mechanism?.synthetic === true;
  const value =
    (isSynthetic ? (event.message?.formatted ?? main.value) : main?.value) ?? event.message?.formatted ?? '';
  const type = main?.type ?? '';
  const culprit = culpritOf(event, main);
  const title = [type, firstLine(value)].filter((text) => text !== '').join(': ');
  return {
    title: bounded(title || culprit || 'Event without a message', BS1_LIMITS.titleLengthMax),
    culprit,
    type,
    value,
  };
}

/** `file in function` of the in-app frame nearest to the crash; else the transaction; else the nearest frame. */
function culpritOf(event: NormalizedEvent, main: Exception | null): string {
  const frame = main === null ? null : findFrame(main.frames, event.platform);
  if (frame !== null && (frame.in_app || event.transaction === null))
    return bounded(describe(frame), BS1_LIMITS.culpritLengthMax);
  return bounded(event.transaction ?? '', BS1_LIMITS.culpritLengthMax);
}

function describe(frame: Frame): string {
  const file = shortPath(frame.filename ?? frame.abs_path ?? frame.module ?? '');
  const name = frame.function === '<anonymous>' ? null : frame.function;
  return name === null || name === '' ? file : `${file} in ${name}`;
}

/** Segments of an absolute path that tell where something is; what is before them is where it was installed. */
const TELLING_SEGMENTS = 3;

function shortPath(path: string): string {
  const isAbsolute = /^(?:\/|[A-Za-z]:[\\/]|file:\/\/)/.test(path);
  if (!isAbsolute) return path;
  return path
    .split(/[\\/]/)
    .filter((segment) => segment !== '')
    .slice(-TELLING_SEGMENTS)
    .join('/');
}

function bounded(text: string, lengthMax: number): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax - 3).toWellFormed()}...`;
}
