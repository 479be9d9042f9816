import { splitTypeAndValue } from '../stack-header.ts';
import type { RawException, TraceCall } from './trace-reader.ts';

/** An exception while its lines are read: header first, then calls, newest first in most languages. */
export class ExceptionDraft {
  readonly header: string[] = [];
  readonly calls: TraceCall[] = [];

  constructor(firstLine?: string) {
    if (firstLine !== undefined) this.header.push(firstLine);
  }

  /** `order` is how the language prints calls. The type's package becomes the module where `splitsModule`. */
  finish({
    order,
    splitsModule = false,
  }: {
    order: 'newest first' | 'oldest first';
    splitsModule?: boolean;
  }): RawException {
    const { type, value } = splitTypeAndValue(this.header.join('\n').trim());
    const dot = splitsModule && type !== null ? type.lastIndexOf('.') : -1;
    return {
      type: type === null || dot < 0 ? type : type.slice(dot + 1),
      value,
      module: type === null || dot < 0 ? null : type.slice(0, dot),
      calls: order === 'newest first' ? this.calls.toReversed() : this.calls,
    };
  }
}
