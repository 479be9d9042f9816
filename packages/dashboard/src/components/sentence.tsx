import { splitCodeSpans } from '../format/code-spans.ts';
import { visibleText } from '../format/visible-text.ts';

/** Words of an analysis or fix; what stands between backticks in them is code. Never read as HTML or Markdown. */
export function Sentence({ text }: { readonly text: string }) {
  return splitCodeSpans(text).map((part, index) =>
    part.kind === 'code' ? (
      // Parts have no identity but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <code key={index} className="code-span">
        {visibleText(part.text)}
      </code>
    ) : (
      visibleText(part.text)
    ),
  );
}
