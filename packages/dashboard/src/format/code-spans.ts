export type TextPart = { readonly kind: 'text' | 'code'; readonly text: string };

const CODE_SPAN = /`([^`\n]+)`/u;

/** Splits a sentence at its code spans, `like this`; a backtick without its partner on the same line stays a character. */
export function splitCodeSpans(sentence: string): readonly TextPart[] {
  // Every second piece of a split by a pattern with one group is what the group held.
  return sentence
    .split(CODE_SPAN)
    .map((text, index): TextPart => ({ kind: index % 2 === 1 ? 'code' : 'text', text }))
    .filter(({ text }) => text !== '');
}
