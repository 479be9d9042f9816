import { createHash } from 'node:crypto';

/**
 * The debug id of a script and its map: the same for the same bytes, so that a build that is repeated uploads nothing
 * new. The map counts too: an original file may change where the minified one does not. In the form of a UUID, version
 * 4, because tools of others check that.
 */
export function debugIdFor(script: string, map: string): string {
  const digest = createHash('sha256').update(script).update('\0').update(map).digest();
  digest[6] = ((digest[6] ?? 0) & 0x0f) | 0x40;
  digest[8] = ((digest[8] ?? 0) & 0x3f) | 0x80;
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
