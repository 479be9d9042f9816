import { EVENT_LEVELS } from '../event.ts';
import type { Json, JsonObject } from '../json.ts';
import { BatchFormatError } from './batch-format-error.ts';
import { BATCH_LIMITS } from './limits.ts';
import { type HeaderLine, frameContextSchema } from './line-schemas.ts';
import type { SentryBreadcrumbJson, SentryFrameJson } from './sentry-event-json.ts';

/** What a member costs to copy beside its characters: many tiny ones take a thousand times what one long text does. */
const MEMBER_CHARACTERS = 64;

/** The tables of a header, followed with checks. Every look-up is charged to one budget of characters. */
export type Tables = {
  string: (index: number, line: number) => string;
  /** A fresh copy, so that two events never share a mutable part. */
  object: (index: number, line: number) => JsonObject;
  copy: (value: JsonObject, line: number) => JsonObject;
  frame: (index: number, line: number) => SentryFrameJson;
  breadcrumb: (index: number, line: number) => SentryBreadcrumbJson;
};

export function createTables(header: HeaderLine): Tables {
  let charactersLeft = BATCH_LIMITS.expandedCharactersMax;

  function charge(characters: number, line: number): void {
    charactersLeft -= characters;
    if (charactersLeft < 0) {
      const problem = `written out, it exceeds ${BATCH_LIMITS.expandedCharactersMax} characters`;
      throw new BatchFormatError({ code: 'batch_too_large', line, problem });
    }
  }

  function string(index: number, line: number): string {
    const text = entry(header.s, { table: 's', index, line });
    charge(text.length + 2, line);
    return text;
  }

  function copyJson(value: Json, depth: number, line: number): Json {
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

  const copy = (value: JsonObject, line: number): JsonObject =>
    copyJson(value, BATCH_LIMITS.objectDepthMax, line) as JsonObject;
  const object = (index: number, line: number): JsonObject =>
    copy(entry(header.o, { table: 'o', index, line }), line);

  function frame(index: number, line: number): SentryFrameJson {
    const [file, functionName, lineno, colno, flags, ...context] = entry(header.f, {
      table: 'f',
      index,
      line,
    });
    charge(64, line);
    return {
      ...(typeof file === 'number' && { filename: string(file, line) }),
      ...(typeof functionName === 'number' && { function: string(functionName, line) }),
      ...(lineno > 0 && { lineno }),
      ...(colno > 0 && { colno }),
      ...((flags & 3) !== 0 && { in_app: (flags & 1) === 1 }),
      ...(context.length > 0 && sourceContext(context, line)),
      ...((flags & 4) !== 0 && { data: { async: true } }),
    };
  }

  function sourceContext(members: readonly unknown[], line: number): SentryFrameJson {
    const parsed = frameContextSchema.safeParse(members);
    if (!parsed.success) throw malformed(line, 'a frame has source context of a wrong shape');
    const [linesBefore, textIndex] = parsed.data;
    const lines = string(textIndex, line).split('\n');
    const contextLine = lines[linesBefore];
    if (contextLine === undefined) throw malformed(line, 'the source context of a frame lacks its own line');
    return {
      pre_context: lines.slice(0, linesBefore),
      context_line: contextLine,
      post_context: lines.slice(linesBefore + 1),
    };
  }

  function breadcrumb(index: number, line: number): SentryBreadcrumbJson {
    const [ageMs, category, level, message, data] = entry(header.b, { table: 'b', index, line });
    charge(64, line);
    return {
      timestamp: (header.at - ageMs) / 1000,
      type: 'default',
      category: string(category, line),
      level: EVENT_LEVELS[level] as string,
      ...(typeof message === 'number' && { message: string(message, line) }),
      ...(typeof data === 'number' && { data: object(data, line) }),
    };
  }

  return { string, object, copy, frame, breadcrumb };
}

function entry<T>(table: readonly T[], at: { table: string; index: number; line: number }): T {
  const found = table[at.index];
  if (found !== undefined) return found;
  throw malformed(at.line, `index ${at.index} is outside table "${at.table}" of ${table.length} entries`);
}

export function malformed(line: number, problem: string, cause?: unknown): BatchFormatError {
  return new BatchFormatError({ code: 'malformed_batch', line, problem, cause });
}
