import type { Exception, Frame, Mechanism, NormalizedEvent } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';

/** A normalized event with nothing in it but what the test names. */
export function eventOf(fields: Partial<NormalizedEvent>): NormalizedEvent {
  return plainEvent({
    event_id: '0'.repeat(32),
    source: 'sentry',
    occurred_at: 1_750_000_000_000,
    received_at: 1_750_000_000_000,
    ...fields,
  });
}

export function exceptionOf(fields: Partial<Exception>): Exception {
  return { type: 'Error', value: 'it failed', module: null, mechanism: null, frames: [], ...fields };
}

export function mechanismOf(fields: Partial<Mechanism>): Mechanism {
  return {
    type: 'generic',
    handled: true,
    synthetic: false,
    exception_id: null,
    parent_id: null,
    source: null,
    is_exception_group: false,
    data: null,
    ...fields,
  };
}

/** `place` is `function@path:line`; library frames end with `!`. */
export function frameOf(place: string, fields: Partial<Frame> = {}): Frame {
  const isLibrary = place.endsWith('!');
  const [name = '', location = ''] = place.replace(/!$/, '').split('@');
  const colon = location.lastIndexOf(':');
  const file = colon > 0 ? location.slice(0, colon) : location;
  return {
    function: name === '' ? null : name,
    module: null,
    filename: file,
    abs_path: file,
    lineno: colon > 0 ? Number(location.slice(colon + 1)) : null,
    colno: null,
    pre_context: [],
    context_line: null,
    post_context: [],
    in_app: !isLibrary,
    vars: null,
    ...fields,
  };
}

/** Frames oldest first, from places. */
export function framesOf(...places: readonly string[]): readonly Frame[] {
  return places.map((place) => frameOf(place));
}
