import type { Exception, FingerprintPart, NormalizedEvent } from '@bugsage/core';
import { exceptionChain } from './exception-chain.ts';
import { exceptionType } from './exception-type.ts';
import type { KeyField } from './key-hash.ts';
import { BS1_LIMITS } from './limits.ts';
import { findLocation, isNative, type Location } from './location.ts';
import { messageClassOf, messageKey, messageText, parameterizedLine } from './message-key.ts';

/** The key of an event that no client fingerprint overrides, and the explanation of each of its parts. */
export type DefaultKey = {
  readonly fields: readonly KeyField[];
  readonly parts: readonly FingerprintPart[];
  readonly main: Exception | null;
  /** True when the event was captured as a message: whatever stack it has is no part of it. */
  readonly isMessage: boolean;
};

export function defaultKey(event: NormalizedEvent): DefaultKey {
  if (event.exceptions.length === 0) return messageOnlyKey(event);
  if (isCapturedMessage(event)) return messageWithStackKey(event);
  const { chain, members } = exceptionChain(event.exceptions, (exception) =>
    identity(exception, event.platform),
  );
  const main = chain.at(-1) ?? null;
  return main === null ? messageOnlyKey(event) : exceptionKey(event, { chain, members, main });
}

/** An SDK that sends where a message was captured makes up an exception without type around the stack. */
function isCapturedMessage({ exceptions, message, platform }: NormalizedEvent): boolean {
  const [only] = exceptions;
  const isMadeUp = only?.type === null && only.mechanism?.synthetic === true;
  return exceptions.length === 1 && isMadeUp && message !== null && !isNative(platform);
}

type Chain = {
  readonly chain: readonly Exception[];
  readonly members: readonly Exception[];
  readonly main: Exception;
};

function exceptionKey(event: NormalizedEvent, { chain, members, main }: Chain): DefaultKey {
  const messageClass = messageClassOf(main, event.platform);
  const isPlaceless = messageClass?.isPlaceless === true;
  const location = isPlaceless ? null : findLocation(main.frames, event.platform);
  const [oldest] = chain;
  const root =
    oldest === undefined || oldest === main || isPlaceless
      ? null
      : findLocation(oldest.frames, event.platform);
  const types = chain.map((exception) =>
    exceptionType(exception, messageClassOf(exception, event.platform), event.platform),
  );
  const text = main.mechanism?.synthetic === true ? (messageText(event.message) ?? main.value) : main.value;
  const isSignal = isNative(event.platform) && main.mechanism?.synthetic === true && location !== null;
  const message = text === null || isSignal ? '' : messageKey(text, messageClass);
  const group = members.map((member) => identity(member, event.platform));
  const fields: KeyField[] = [
    ['chain', types.join(' > ')],
    ['location', location?.key ?? ''],
    ['root_location', root?.key ?? ''],
    ['message', message],
    ...group.map((member): KeyField => ['member', member]),
  ];
  const parts = [
    hashed('chain', types.join(' > '), 'types of the exception and its causes, oldest first'),
    locationPart('location', location, isPlaceless),
    ...(chain.length > 1 ? [locationPart('root_location', root, isPlaceless)] : []),
    isSignal
      ? leftOut('message', text ?? '', 'the text of a native signal holds addresses')
      : hashed('message', message, messageReason(messageClass)),
    ...group.map((member) => hashed('member', member, 'one of several different errors of a group')),
    ...leftOutFrames(main, location),
  ];
  return { fields, parts, main, isMessage: false };
}

/** Captured messages: the same call site with another text is another issue, so the place is no part of it. */
function messageOnlyKey(event: NormalizedEvent): DefaultKey {
  const text = messageText(event.message);
  const message = text === null ? '' : parameterizedLine(text);
  const place = text === null ? (event.transaction ?? '') : '';
  const fields: KeyField[] = [
    ['kind', 'msg'],
    ['logger', event.logger ?? ''],
    ['message', message],
    ['transaction', place],
  ];
  const parts = [
    hashed('logger', event.logger ?? '', 'loggers tell messages of different parts apart'),
    hashed('message', message, 'the event is a message; ids and numbers are replaced by their kind'),
    ...(text === null ? [hashed('transaction', place, 'the event has neither exception nor message')] : []),
  ];
  return { fields, parts, main: null, isMessage: true };
}

/** Whether a stack comes along depends on the SDK and its settings; the issue must not. */
function messageWithStackKey(event: NormalizedEvent): DefaultKey {
  const { fields, parts } = messageOnlyKey(event);
  const [main = null] = event.exceptions;
  const location = main === null ? null : findLocation(main.frames, event.platform);
  const reason = 'not every SDK sends where a message was captured';
  return {
    fields,
    parts: [...parts, leftOut('location', location?.key ?? '', reason)],
    main,
    isMessage: true,
  };
}

/** What makes two members of a group the same bug. */
function identity(exception: Exception, platform: string): string {
  const messageClass = messageClassOf(exception, platform);
  const location = findLocation(exception.frames, platform)?.key ?? '';
  const message = exception.value === null ? '' : messageKey(exception.value, messageClass);
  return [exceptionType(exception, messageClass, platform), location, message].join(' @ ');
}

function locationPart(name: string, location: Location | null, isPlaceless: boolean): FingerprintPart {
  if (location !== null) return hashed(name, location.key, location.reason);
  return leftOut(
    name,
    '',
    isPlaceless
      ? 'this error says nothing about the place it is raised at'
      : 'the exception has no stack with a usable frame',
  );
}

/** Callers and line numbers change with refactoring and entry points; nearer frames belong to libraries. */
function leftOutFrames(main: Exception, location: Location | null): FingerprintPart[] {
  if (location === null) return [];
  const at = main.frames.indexOf(location.frame);
  const nearer = main.frames.length - 1 - at;
  const parts = [
    leftOut(
      'line',
      location.frame.lineno === null ? '' : String(location.frame.lineno),
      'lines move when other code is edited',
    ),
  ];
  if (at > 0) parts.push(leftOut('callers', `${at} frames`, 'the same bug is reached from many callers'));
  if (nearer > 0)
    parts.push(
      leftOut(
        'nearer frames',
        `${nearer} frames`,
        'library, runtime or unnamed code between the place and the crash',
      ),
    );
  return parts;
}

function messageReason(messageClass: ReturnType<typeof messageClassOf>): string {
  if (messageClass === null) return 'first line; ids, numbers and addresses are replaced by their kind';
  return 'engines word this error differently; the class is the same in all of them';
}

function hashed(name: string, value: string, reason: string): FingerprintPart {
  return { name, value: value.slice(0, BS1_LIMITS.partValueLengthMax), hashed: true, reason };
}

function leftOut(name: string, value: string, reason: string): FingerprintPart {
  return { name, value: value.slice(0, BS1_LIMITS.partValueLengthMax), hashed: false, reason };
}
