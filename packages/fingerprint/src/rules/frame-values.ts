import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import type { Matcher } from './matcher.ts';

/** Values of a frame that matchers see; in_app and category may have been changed by earlier rules. */
export type FrameState = {
  readonly frame: Frame;
  readonly isInApp: boolean;
  readonly category: string | null;
};

export function holdsOnFrame(matcher: Matcher, { frame, isInApp, category }: FrameState): boolean {
  return (
    frameValues(matcher, frame, isInApp, category).some((value) => matcher.glob.test(value)) !==
    matcher.isNegated
  );
}

function frameValues(
  matcher: Matcher,
  frame: Frame,
  isInApp: boolean,
  category: string | null,
): readonly string[] {
  switch (matcher.key) {
    case 'function':
      return [frame.function ?? '<unknown>'];
    case 'module':
      return [frame.module ?? '<unknown>'];
    case 'package':
      // Events keep the binary of a native frame where others keep the module.
      return frame.module === null ? [] : [frame.module];
    case 'path':
      return [frame.abs_path, frame.filename].filter((path) => path !== null);
    case 'app':
      return [isInApp ? 'yes' : 'no'];
    case 'category':
      return category === null ? [] : [category];
    default:
      return [];
  }
}

export function holdsOnException(matcher: Matcher, exception: Exception): boolean {
  const values = {
    type: exception.type,
    value: exception.value,
    mechanism: exception.mechanism?.type ?? null,
  };
  const value = values[matcher.key as keyof typeof values];
  return (value !== null && matcher.glob.test(value)) !== matcher.isNegated;
}

/** `native`, `javascript` or `other`: the three kinds of stacks that rules tell apart. */
export function familyOf(platform: string): string {
  if (platform === 'javascript' || platform === 'node') return 'javascript';
  return ['native', 'c', 'cocoa', 'objc', 'rust'].includes(platform) ? 'native' : 'other';
}

export function holdsOnEvent(matcher: Matcher, event: NormalizedEvent): boolean {
  return eventValues(matcher, event).some((value) => matcher.glob.test(value)) !== matcher.isNegated;
}

function eventValues(matcher: Matcher, event: NormalizedEvent): readonly string[] {
  if (matcher.key.startsWith('tags.')) {
    const name = matcher.key.slice('tags.'.length);
    return event.tags.filter(([key]) => key === name).map(([, value]) => value);
  }
  const texts = [event.message?.formatted, ...event.exceptions.map((exception) => exception.value)];
  switch (matcher.key) {
    case 'message':
      return texts.filter((text) => text !== null && text !== undefined);
    case 'logger':
      return event.logger === null ? [] : [event.logger];
    case 'level':
      return [event.level];
    case 'family':
      return [familyOf(event.platform)];
    case 'sdk':
      return event.sdk === null ? [] : [event.sdk.name];
    case 'release':
      return event.release === null ? [] : [event.release];
    default:
      return [];
  }
}
