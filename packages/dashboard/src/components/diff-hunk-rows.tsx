import type { DiffHunk, DiffLine } from '../format/unified-diff.ts';
import { visibleText } from '../format/visible-text.ts';

const MARKS: { readonly [Kind in DiffLine['kind']]: string } = {
  added: '+',
  removed: '−',
  context: '',
  note: '',
};

export function DiffHunkRows({ hunk }: { readonly hunk: DiffHunk }) {
  const first = hunk.lines[0];
  return (
    <tbody>
      <tr className="diff-hunk">
        <td className="diff-mark" colSpan={3}>
          …
        </td>
        <td>
          {hunk.header === '' ? `line ${first?.newLine ?? first?.oldLine ?? 1}` : visibleText(hunk.header)}
        </td>
      </tr>
      {hunk.lines.map((line, index) => (
        // Lines have no identity but their place: a diff never changes in place.
        // oxlint-disable-next-line react/no-array-index-key
        <tr key={index} className="diff-line" data-kind={line.kind}>
          <td className="diff-number">{line.oldLine}</td>
          <td className="diff-number">{line.newLine}</td>
          <td className="diff-mark">{MARKS[line.kind]}</td>
          <td className="diff-code">{visibleText(line.text)}</td>
        </tr>
      ))}
    </tbody>
  );
}
