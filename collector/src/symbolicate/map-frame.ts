import type { Frame, FrameMapping, FramePlace, UnmappedReason } from '@bugsage/core';
import { framePath, isInAppFrame, type ResolvedPlace } from '@bugsage/stacktrace';

/** A frame as the client sent it, whatever was made of it before. */
export function sentFrame(frame: Frame): Frame {
  const { mapping, ...rest } = frame;
  return mapping?.kind === 'mapped' ? { ...rest, ...mapping.sent } : rest;
}

export function unmapped(frame: Frame, reason: UnmappedReason, detail: string): Frame {
  return { ...frame, mapping: { kind: 'unmapped', reason, detail } };
}

/** The frame in its original file. `outer`: the resolved place of the call that led here, whose token is its name. */
export function mappedFrame(options: {
  readonly frame: Frame;
  readonly platform: string;
  readonly place: ResolvedPlace;
  readonly outer: ResolvedPlace | null;
  readonly map: string;
  readonly by: 'debug_id' | 'url';
}): Frame {
  const { frame, place, platform } = options;
  const absPath = place.source ?? frame.abs_path;
  const origin = { function: functionName(options), module: null, filename: null, abs_path: absPath };
  const filename = framePath(origin) ?? frame.filename;
  const mapping: FrameMapping = { kind: 'mapped', map: options.map, by: options.by, sent: placeOf(frame) };
  return {
    ...frame,
    ...origin,
    filename,
    lineno: place.line,
    colno: place.column,
    pre_context: [...(place.context?.pre ?? [])],
    context_line: place.context?.line ?? null,
    post_context: [...(place.context?.post ?? [])],
    in_app: !place.ignored && isInAppFrame({ platform, ...origin, filename }),
    mapping,
  };
}

/** Names that say nothing: wrappers of bundlers. */
const USELESS_NAME = /^(?:__webpack_|<anonymous>$|\?$|$)/;

function functionName({ frame, place, outer }: Parameters<typeof mappedFrame>[0]): string | null {
  const candidates = [place.functionName, outer?.name ?? null];
  return candidates.find((name) => name !== null && !USELESS_NAME.test(name)) ?? frame.function;
}

function placeOf(frame: Frame): FramePlace {
  return {
    function: frame.function,
    module: frame.module,
    filename: frame.filename,
    abs_path: frame.abs_path,
    lineno: frame.lineno,
    colno: frame.colno,
    pre_context: frame.pre_context,
    context_line: frame.context_line,
    post_context: frame.post_context,
    in_app: frame.in_app,
  };
}
