import type { FingerprintPart, NormalizedEvent } from '@bugsage/core';
import type { DefaultKey } from './default-key.ts';
import type { KeyField } from './key-hash.ts';
import { BS1_LIMITS } from './limits.ts';
import { findLocation, isNative } from './location.ts';
import { messageText, parameterizedLine } from './message-key.ts';

export type ClientKey = { readonly fields: readonly KeyField[]; readonly parts: readonly FingerprintPart[] };

/**
 * The client's own fingerprint (protocol.md 2.4): its values with variables filled in; `{{ default }}` stands for the
 * whole default key, so that the values divide it further.
 */
export function clientKey(
  values: readonly string[],
  event: NormalizedEvent,
  byDefault: DefaultKey,
): ClientKey {
  const resolved = values
    .map((value) => value.slice(0, BS1_LIMITS.clientValueLengthMax))
    .map((value) => resolve(value, event, byDefault));
  const isHybrid = resolved.includes(DEFAULT);
  // Repeating the default adds nothing: it is hashed once, at its first place.
  const fields: KeyField[] = [['kind', isHybrid ? 'hybrid' : 'custom']];
  resolved.forEach((value, index) => {
    if (value !== DEFAULT) fields.push(['client', value]);
    else if (resolved.indexOf(DEFAULT) === index) fields.push(...byDefault.fields);
  });
  const own = resolved.filter((value) => value !== DEFAULT).map((value) => part(value));
  const defaults = isHybrid ? byDefault.parts : byDefault.parts.map(unused);
  return { fields, parts: [...own, ...defaults] };
}

const DEFAULT = Symbol('default');
const VARIABLE = /\{\{ {0,8}([\w.:-]{1,128}) {0,8}\}\}/g;

function resolve(value: string, event: NormalizedEvent, byDefault: DefaultKey): string | typeof DEFAULT {
  if (/^\{\{ {0,8}default {0,8}\}\}$/.test(value)) return DEFAULT;
  // SDKs put the message itself here to group by it; its ids must not divide the issue.
  const isMessage = value === event.message?.formatted || value === byDefault.main?.value;
  if (isMessage) return parameterizedLine(value);
  return fillVariables(value, event, byDefault);
}

/** Replaces `{{ variables }}` by what the event says; a missing one is `<no-name>`. */
export function fillVariables(text: string, event: NormalizedEvent, byDefault: DefaultKey): string {
  return text.replaceAll(
    VARIABLE,
    (_variable, name: string) => variable(name, event, byDefault) ?? missing(name),
  );
}

/** `error.type` and `type` are one variable under two names. */
function missing(name: string): string {
  return `<no-${name.replace(/^(?:error|stack)\./, '').replaceAll('_', '-')}>`;
}

function variable(name: string, event: NormalizedEvent, { main }: DefaultKey): string | null {
  const frame = main === null ? null : (findLocation(main.frames, event.platform)?.frame ?? null);
  if (name.startsWith('tags.'))
    return event.tags.find(([key]) => key === name.slice('tags.'.length))?.[1] ?? null;
  switch (name) {
    case 'transaction':
      return event.transaction;
    case 'type':
    case 'error.type':
      return main?.type ?? null;
    case 'value':
    case 'error.value':
      return main?.value ?? null;
    case 'function':
    case 'stack.function':
      return frame?.function ?? null;
    case 'module':
    case 'stack.module':
      return frame?.module ?? null;
    case 'package':
    case 'stack.package':
      return isNative(event.platform) ? fileName(frame?.module ?? null) : null;
    case 'abs_path':
    case 'stack.abs_path':
      return frame?.abs_path ?? null;
    case 'level':
      return event.level;
    case 'logger':
      return event.logger;
    case 'release':
      return event.release;
    case 'environment':
      return event.environment;
    case 'message':
      return messageText(event.message) ?? main?.value ?? null;
    default:
      return null;
  }
}

function part(value: string): FingerprintPart {
  return {
    name: 'client',
    value: value.slice(0, BS1_LIMITS.partValueLengthMax),
    hashed: true,
    reason: 'the fingerprint that the client set',
  };
}

function unused(byDefault: FingerprintPart): FingerprintPart {
  return { ...byDefault, hashed: false, reason: 'the client set a fingerprint of its own' };
}

/** The binary's own name: where it is installed differs. */
function fileName(path: string | null): string | null {
  return path === null ? null : path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
