import type { z } from 'zod';

import { EVENT_LEVELS } from '../event.ts';
import type { Json, JsonObject } from '../json.ts';
import { BatchFormatError } from './batch-format-error.ts';
import { BATCH_LIMITS } from './limits.ts';
import { type HeaderLine, breadcrumbSchema, frameSchema } from './line-schemas.ts';
import type { SentryBreadcrumbJson, SentryFrameJson } from './sentry-event-json.ts';

/** What a member costs to copy beside its characters: many tiny ones take a thousand times what one long text does. */
const MEMBER_CHARACTERS = 64;

/** Where an index stands: the line of the batch, for the message of an error. */
type Line = number;
type OptionalIndex = number | null | undefined;

/** The table of a header, followed with checks. Every look-up is charged to one budget of characters. */
export type Tables = {
  /** Undefined for an absent one. */
  string: (index: OptionalIndex, line: Line) => string | undefined;
  /** One of the levels; undefined for an absent one and for a word that is none. */
  level: (index: OptionalIndex, line: Line) => string | undefined;
  /** A fresh copy without members that are null, so that two events never share a mutable part. */
  object: (index: number, line: Line) => JsonObject;
  /** A user; a text or number alone is an id. Undefined for what is none, which must not cost the event. */
  user: (index: OptionalIndex, line: Line) => JsonObject | undefined;
  copy: (value: JsonObject, line: Line) => JsonObject;
  breadcrumb: (index: number, line: Line) => SentryBreadcrumbJson;
  /** A frame, or the text of a call as the engine wrote it. */
  call: (index: number, line: Line) => SentryFrameJson | string;
};

export function createTables(header: HeaderLine): Tables {
  let charactersLeft = BATCH_LIMITS.expandedCharactersMax;

  function charge(characters: number, line: Line): void {
    charactersLeft -= characters;
    if (charactersLeft < 0) {
      const problem = `written out, it exceeds ${BATCH_LIMITS.expandedCharactersMax} characters`;
      throw new BatchFormatError({ code: 'batch_too_large', line, problem });
    }
  }

  function entry(index: number, line: Line): unknown {
    if (index < header.t.length) return header.t[index];
    throw malformed(line, `index ${index} is outside the table of ${header.t.length} entries`);
  }

  function tuple<T>(schema: z.ZodType<T>, at: { index: number; line: Line; name: string }): T {
    const parsed = schema.safeParse(entry(at.index, at.line));
    if (!parsed.success) throw malformed(at.line, `entry ${at.index} of the table is no ${at.name}`);
    charge(64, at.line);
    return parsed.data;
  }

  function string(index: OptionalIndex, line: Line): string | undefined {
    if (index === null || index === undefined) return undefined;
    const text = entry(index, line);
    if (typeof text !== 'string') throw malformed(line, `entry ${index} of the table is no text`);
    charge(text.length + 2, line);
    return text;
  }

  function copyJson(value: Json, depth: number, line: Line): Json {
    if (typeof value === 'string') charge(value.length, line);
    charge(2, line);
    if (typeof value !== 'object' || value === null) return value;
    if (depth === 0) throw malformed(line, `an object is nested deeper than ${BATCH_LIMITS.objectDepthMax}`);
    if (Array.isArray(value)) return value.map((member: Json) => copyJson(member, depth - 1, line));
    const copied: { [key: string]: Json } = {};
    for (const [key, member] of Object.entries(value as JsonObject)) {
      // Assigning this key would replace the prototype instead of adding a property.
      if (key === '__proto__') continue;
      charge(key.length + MEMBER_CHARACTERS, line);
      copied[key] = copyJson(member, depth - 1, line);
    }
    return copied;
  }

  const copy = (value: JsonObject, line: Line): JsonObject =>
    copyJson(value, BATCH_LIMITS.objectDepthMax, line) as JsonObject;

  function object(index: number, line: Line): JsonObject {
    const value = entry(index, line);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw malformed(line, `entry ${index} of the table is no object`);
    const copied = copy(value as JsonObject, line);
    return Object.fromEntries(Object.entries(copied).filter(([, member]) => member !== null));
  }

  function user(index: OptionalIndex, line: Line): JsonObject | undefined {
    if (index === null || index === undefined) return undefined;
    const value = entry(index, line);
    if (typeof value === 'number') return { id: String(value) };
    if (typeof value === 'string') return { id: string(index, line) ?? '' };
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? object(index, line) : undefined;
  }

  function level(index: OptionalIndex, line: Line): string | undefined {
    const word = string(index, line);
    return EVENT_LEVELS.find((known) => known === word);
  }

  function frame(index: number, line: Line): SentryFrameJson {
    const members = tuple(frameSchema, { index, line, name: 'frame' });
    const [file, functionName, lineno, colno, flags, linesBefore, source, variables] = members;
    const lines = string(source, line)?.split('\n');
    return {
      ...optional('filename', string(file, line)),
      ...optional('function', string(functionName, line)),
      ...(lineno > 0 && { lineno }),
      ...(colno > 0 && { colno }),
      ...((flags & 3) !== 0 && { in_app: (flags & 1) === 1 }),
      ...(lines && sourceContext(lines, linesBefore ?? 0, line)),
      ...(typeof variables === 'number' && { vars: object(variables, line) }),
      ...((flags & 4) !== 0 && { data: { async: true } }),
    };
  }

  function breadcrumb(index: number, line: Line): SentryBreadcrumbJson {
    const [ageMs, category, levelIndex, message, data] = tuple(breadcrumbSchema, {
      index,
      line,
      name: 'breadcrumb',
    });
    return {
      timestamp: (header.at - ageMs) / 1000,
      type: 'default',
      category: string(category, line) ?? 'default',
      level: level(levelIndex, line) ?? 'info',
      ...optional('message', string(message, line)),
      ...(typeof data === 'number' && { data: object(data, line) }),
    };
  }

  function call(index: number, line: Line): SentryFrameJson | string {
    return typeof header.t[index] === 'string' ? (string(index, line) ?? '') : frame(index, line);
  }

  return { string, level, object, user, copy, breadcrumb, call };
}

function sourceContext(lines: readonly string[], linesBefore: number, line: Line): SentryFrameJson {
  const contextLine = lines[linesBefore];
  if (contextLine === undefined) throw malformed(line, 'the source lines of a frame lack its own line');
  return {
    pre_context: lines.slice(0, linesBefore),
    context_line: contextLine,
    post_context: lines.slice(linesBefore + 1),
  };
}

export function optional<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

export function malformed(line: Line, problem: string, cause?: unknown): BatchFormatError {
  return new BatchFormatError({ code: 'malformed_batch', line, problem, cause });
}
