/** What a compiled map knows of a source besides its texts. */
export const SOURCE_FLAGS = { noName: 1, noContent: 2, ignored: 4 } as const;

export function sourceFlags(
  names: readonly (string | null)[],
  contents: readonly (string | null)[],
  ignored: readonly boolean[],
): Uint8Array {
  return Uint8Array.from(
    names,
    (name, index) =>
      (name === null ? SOURCE_FLAGS.noName : 0) |
      (contents[index] === null ? SOURCE_FLAGS.noContent : 0) |
      (ignored[index] === true ? SOURCE_FLAGS.ignored : 0),
  );
}
