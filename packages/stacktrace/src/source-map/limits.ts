const MIB = 1024 * 1024;

/** Bounds of source maps. Past them a map is refused with the reason; a smaller bound elsewhere never hides one here. */
export const SOURCE_MAP_LIMITS = {
  /** JSON text. The largest real bundles we know (monaco, typescript) have 13 to 15 MiB; development builds reach 60. */
  mapBytesMax: 128 * MIB,
  /** Segments of all sections. 0.7 million in a map of 14 MiB; one takes up to 20 bytes while it is decoded. */
  segmentsMax: 8_000_000,
  /** Lines of the generated file; each takes four bytes even when it is empty. */
  generatedLinesMax: 4_000_000,
  sourcesMax: 200_000,
  namesMax: 2_000_000,
  sectionsMax: 10_000,
  /** Original files that are parsed for the names of their functions; longer ones are generated themselves. */
  parsedSourceLengthMax: 2 * MIB,
  /** Generated files that are parsed at upload when their map holds no original code. */
  parsedBundleLengthMax: 16 * MIB,
  /** Nested functions whose name shows all of its holders: `Cart.total` has two. */
  functionNamePartsMax: 4,
  functionNameLengthMax: 256,
  /** Lines before and after the line of a frame. */
  contextLinesMax: 5,
  /** A longer source line is cut to a window around the column (protocol.md 4.2). */
  contextLineLengthMax: 140,
  /** Tables of lines and functions of original files that an open map keeps; the oldest one goes first. */
  openTablesBytesMax: 16 * MIB,
  /** Debug ids and map references stand in the last lines of a file. */
  trailingTextLengthMax: 4096,
  artifactUrlLengthMax: 2048,
} as const;
