import { mainOf } from '../event.ts';
import type { KeyModel } from './key-model.ts';

/** Model of Bugsink's second mechanism: type and normalised message of the exception, the stack left out. */
export const bugsink: KeyModel = {
  name: 'Bugsink v2 (model)',
  keysOf: (event) => {
    const { type, value } = mainOf(event);
    return [`${type}: ${normalised((value ?? '').split('\n', 1)[0] ?? '')}`];
  },
};

function normalised(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replaceAll(/\b0x[0-9a-f]+\b/gi, '<hex>')
    .replaceAll(/\b[0-9a-f]{16,}\b/gi, '<hex>')
    .replaceAll(/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*Z?/g, '<date>')
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, '<ip>')
    .replaceAll(/\b\d+\b/g, '<num>');
}
