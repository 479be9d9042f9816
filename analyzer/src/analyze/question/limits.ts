/** Bounds of what a model reads and writes. Each row gives the value, its unit in the name, and the reason. */
export const QUESTION_LIMITS = {
  /** The error's message; what matters stands in front. */
  messageLengthMax: 2048,
  framesMax: 30,
  frameLineLengthMax: 400,
  breadcrumbsMax: 20,
  breadcrumbLengthMax: 300,
  tagsMax: 20,
  /** Source files shown, and lines around each place of the stack in them. */
  excerptsMax: 6,
  excerptLinesAround: 40,
  /** The whole document; above it parts are left out, the least telling first. */
  documentLengthMax: 40_000,
  /** Texts of an answer as they are stored. */
  answerTextLengthMax: 2000,
  answerTitleLengthMax: 200,
  answerListMax: 10,
  answerEditsMax: 3,
  editLengthMax: 8000,
} as const;
