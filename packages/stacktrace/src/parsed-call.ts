/** One call as it stands in the text of a stack, before it becomes a frame. */
export type ParsedCall = {
  readonly function: string | null;
  /** The file as printed: URL, path, `[native code]`, `<anonymous>`; null when the engine prints none. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
};
