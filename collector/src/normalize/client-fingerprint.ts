import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

/** The client's grouping wish: scalars as text, objects dropped; null for none and for the default alone. */
export function readClientFingerprint(value: unknown, note: Note): readonly string[] | null {
  if (value === null || value === undefined) return null;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const { clientFingerprintValuesMax: valuesMax, clientFingerprintValueLengthMax: lengthMax } =
    NORMALIZE_LIMITS;
  if (values.length > valuesMax) note('fingerprint', 'too_many', values.length);
  const texts = values
    .slice(0, valuesMax)
    .flatMap((entry) => readText(entry, { path: 'fingerprint', lengthMax }, note) ?? []);
  if (texts.length === 0) return null;
  const isDefault = texts.length === 1 && /^\{\{ *default *\}\}$/.test(texts[0] ?? '');
  return isDefault ? null : texts;
}
