import { BugSageError } from '@bugsage/core';

/** The decoded bytes of a body. Stops reading at the bound: throws `outbound_too_large`. */
export async function readBounded(
  response: { readonly body: AsyncIterable<Uint8Array> | null },
  bytesMax: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  if (response.body === null) return new Uint8Array();
  // Leaving the loop cancels the stream, and with it the connection.
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      throw new BugSageError({
        kind: 'unavailable',
        code: 'outbound_too_large',
        message: `The answer has more than ${bytesMax} bytes.`,
        retryable: false,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
