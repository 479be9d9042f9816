import type { WireBreadcrumb, WireFrame } from '@bugsage/core/batch';

import { TEXT_LENGTH_MAX } from '../limits.ts';
import { clip } from '../capture/bounded-copy.ts';
import type { CapturedBreadcrumb, CapturedFrame, Level } from '../public-types.ts';

const LEVELS: readonly Level[] = ['debug', 'info', 'warning', 'error', 'fatal'];

/**
 * The shared tables of a batch while it is written. Every method answers the index of its value, `null` for an absent
 * one. Values come from the host as well (`beforeSend`, plain JavaScript), so each is made what the format says.
 */
export class BatchTables {
  readonly s: string[] = [];
  readonly f: WireFrame[] = [];
  readonly o: object[] = [];
  readonly b: WireBreadcrumb[] = [];
  private readonly nowMs: number;
  private readonly indexes = new Map<string, number>();

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  string(value: unknown): number {
    const text = clip(value, TEXT_LENGTH_MAX);
    return this.index(this.s, `s${text}`, text);
  }

  stringOrNull(value: unknown): number | null {
    return value === undefined || value === null ? null : this.string(value);
  }

  object(value: object | undefined): number | null {
    const json = JSON.stringify(value ?? {});
    return json.length > 2 && json.startsWith('{') ? this.index(this.o, `o${json}`, value as object) : null;
  }

  frame({ file, functionName, line, column, inApp, async, context }: CapturedFrame): number {
    const inAppFlag = inApp ? 1 : 2;
    const row: unknown[] = [
      this.stringOrNull(file),
      this.stringOrNull(functionName),
      toPosition(line),
      toPosition(column),
      (inApp === undefined ? 0 : inAppFlag) + (async ? 4 : 0),
    ];
    if (context) row.push(toPosition(context.linesBefore), this.string(context.text));
    return this.index(this.f, `f${row.join()}`, row as unknown as WireFrame);
  }

  breadcrumb({ timestampMs, category, level, message, data }: CapturedBreadcrumb): number {
    const row = [
      this.age(timestampMs),
      this.string(category),
      this.level(level, 1),
      this.stringOrNull(message),
      this.object(data),
    ] as const;
    return this.index(this.b, `b${row.join()}`, row);
  }

  level(level: Level, fallback: number): number {
    const position = LEVELS.indexOf(level);
    return position < 0 ? fallback : position;
  }

  age(timestampMs: number): number {
    return Math.round(this.nowMs - timestampMs) || 0;
  }

  private index<T>(table: T[], key: string, entry: T): number {
    const known = this.indexes.get(key) ?? table.push(entry) - 1;
    this.indexes.set(key, known);
    return known;
  }
}

/** A whole number of 0 to 2^31 - 1, whatever comes in. */
function toPosition(value: number): number {
  return value & 0x7fff_ffff;
}
