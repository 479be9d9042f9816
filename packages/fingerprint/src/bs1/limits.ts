/** Bounds of what bs1 looks at. They are part of the version: a change would change keys. */
export const BS1_LIMITS = {
  /** Text of a message that is read at all; what tells messages apart stands at their start. */
  messageReadLengthMax: 1024,
  /** Parameterised message that is hashed. */
  messageHashedLengthMax: 200,
  /** Source lines that are longer, without their comment, are minified code. */
  contextLineLengthMax: 120,
  contextLineReadLengthMax: 300,
  titleLengthMax: 256,
  culpritLengthMax: 256,
  /** Distinct exceptions of a group that are hashed. */
  groupMembersMax: 20,
  partValueLengthMax: 300,
  clientValueLengthMax: 1024,
} as const;
