import { hash } from 'node:crypto';

/** A part of the key: a tag that says what the value is, and the value. */
export type KeyField = readonly [tag: string, value: string];

const KEY_HEX_LENGTH = 32;

/**
 * First 128 bits of SHA-256 as 32 hex digits. Tag and length stand before every value, so that no two lists of fields
 * give the same text, whatever separators an attacker puts into values.
 */
export function keyHash(fields: readonly KeyField[]): string {
  const text = fields.map(([tag, value]) => `${tag}:${value.length}:${value}\n`).join('');
  return hash('sha256', text).slice(0, KEY_HEX_LENGTH);
}
