import type { WireBreadcrumb, WireFrame } from '@bugsage/core/batch';

import { LEVELS } from '../capture/breadcrumb.ts';
import type { CapturedBreadcrumb, CapturedFrame } from '../public-types.ts';

/** The shared tables of a batch while it is written. Every method answers the index of its value. */
export class BatchTables {
  readonly strings = new Table<string>();
  readonly frames = new Table<WireFrame>();
  readonly objects = new Table<object>();
  readonly breadcrumbs = new Table<WireBreadcrumb>();
  private readonly nowMs: number;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  string(text: string): number {
    return this.strings.index(text, text);
  }

  object(value: object): number {
    return this.objects.index(JSON.stringify(value), value);
  }

  frame({ file, functionName, line, column, inApp, async, context }: CapturedFrame): number {
    const inAppFlag = inApp ? 1 : 2;
    const row = [
      file === undefined ? null : this.string(file),
      functionName === undefined ? null : this.string(functionName),
      line,
      column,
      (inApp === undefined ? 0 : inAppFlag) + (async ? 4 : 0),
      ...(context ? [context.linesBefore, this.string(context.text)] : []),
    ] as unknown as WireFrame;
    return this.frames.index(row.join(), row);
  }

  breadcrumb({ timestampMs, category, level, message, data }: CapturedBreadcrumb): number {
    const row: WireBreadcrumb = [
      this.nowMs - timestampMs,
      this.string(category),
      LEVELS.indexOf(level),
      message === undefined ? null : this.string(message),
      data ? this.object(data) : null,
    ];
    return this.breadcrumbs.index(row.join(), row);
  }
}

/** Entries in the order of first use, each once. */
class Table<T> {
  readonly entries: T[] = [];
  private readonly indexes = new Map<string, number>();

  index(key: string, entry: T): number {
    const known = this.indexes.get(key) ?? this.entries.push(entry) - 1;
    this.indexes.set(key, known);
    return known;
  }
}
