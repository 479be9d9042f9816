import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Sql } from '../postgres-client.ts';

/** The driver sends bytes as hexadecimal text; a piece is 4 MiB on the wire, far below what a statement may hold. */
const PIECE_BYTES = 2 * 1024 * 1024;
/** Above every bound of what is stored (a compiled map of the largest source map). */
const BLOB_BYTES_MAX = 512 * 1024 * 1024;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export async function saveBlob(sql: Sql, bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(bytes).digest('hex');
  const [known] = await sql`SELECT 1 FROM artifact_blobs WHERE hash = ${hash}`;
  if (known !== undefined) return hash;
  const stored = await compress(bytes);
  await sql.begin(async (transaction) => {
    const inserted = await transaction`
      INSERT INTO artifact_blobs (hash, size, stored_size) VALUES (${hash}, ${bytes.byteLength}, ${stored.byteLength})
      ON CONFLICT DO NOTHING RETURNING hash`;
    if (inserted.length === 0) return;
    for (let at = 0, piece = 0; at < stored.byteLength; at += PIECE_BYTES, piece += 1)
      await transaction`
        INSERT INTO artifact_pieces (hash, piece, bytes) VALUES (${hash}, ${piece}, ${stored.subarray(at, at + PIECE_BYTES)})`;
  });
  return hash;
}

export async function readBlob(sql: Sql, hash: string): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const [row] = await sql<{ bytes: Uint8Array }[]>`
      SELECT bytes FROM artifact_pieces WHERE hash = ${hash} AND piece = ${pieces.length}`;
    if (row === undefined) break;
    pieces.push(row.bytes);
  }
  if (pieces.length === 0) return null;
  return decompress(Buffer.concat(pieces), { maxOutputLength: BLOB_BYTES_MAX });
}

/** Removes contents no file refers to. Young ones stay: an upload saves contents before the files that name them. */
export async function dropUnusedBlobs(sql: Sql): Promise<number> {
  const rows = await sql`
    DELETE FROM artifact_blobs blob WHERE created_at < now() - interval '1 day'
      AND NOT EXISTS (SELECT 1 FROM artifact_files WHERE hash = blob.hash)
      AND NOT EXISTS (SELECT 1 FROM artifact_files WHERE compiled_hash = blob.hash)
    RETURNING 1`;
  return rows.length;
}
