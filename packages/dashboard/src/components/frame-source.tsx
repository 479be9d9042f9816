import type { SourceLine } from '../format/frame-groups.ts';
import { visibleText } from '../format/visible-text.ts';
import { ScrollArea } from './scroll-area.tsx';

export function FrameSource({
  lines,
  location,
}: {
  readonly lines: readonly SourceLine[];
  readonly location: string;
}) {
  return (
    <ScrollArea className="source" label={`Source around ${location}`}>
      <ol className="source-lines">
        {lines.map((line, index) => (
          // The place in the file is the identity of a line.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} className="source-line" data-current={line.current}>
            <span className="source-number">{line.number}</span>
            <code className="source-text">{line.text === '' ? ' ' : visibleText(line.text)}</code>
          </li>
        ))}
      </ol>
    </ScrollArea>
  );
}
