import { useMemo } from 'react';
import { type DiffFile, parseUnifiedDiff } from '../format/unified-diff.ts';
import { visibleText } from '../format/visible-text.ts';
import { DIFF_LINES_MAX } from '../limits.ts';
import { DiffHunkRows } from './diff-hunk-rows.tsx';
import { RunLog } from './run-log.tsx';
import { ScrollArea } from './scroll-area.tsx';

/** A unified diff, file by file, with the line numbers of both sides. */
export function DiffView({ diff }: { readonly diff: string }) {
  const files = useMemo(() => parseUnifiedDiff(diff), [diff]);
  const lineCount = files.reduce((sum, file) => sum + linesOf(file), 0);
  if (files.length === 0 || lineCount > DIFF_LINES_MAX) {
    return <RunLog log={diff} label="Diff" />;
  }
  return (
    <div className="diff">
      {files.map((file) => (
        <figure key={file.path} className="diff-file">
          <figcaption className="diff-caption">
            <code className="diff-path">
              {file.previousPath !== null && `${visibleText(file.previousPath)} → `}
              {visibleText(file.path)}
            </code>
            <span className="diff-counts">
              <span className="diff-added" aria-label={`${file.added} lines added`}>
                +{file.added}
              </span>
              <span className="diff-removed" aria-label={`${file.removed} lines removed`}>
                −{file.removed}
              </span>
            </span>
          </figcaption>
          <ScrollArea className="diff-scroll" label={`Changes in ${file.path}`}>
            <table className="diff-table">
              <thead className="hidden-visually">
                <tr>
                  <th scope="col">Old line</th>
                  <th scope="col">New line</th>
                  <th scope="col">Change</th>
                  <th scope="col">Code</th>
                </tr>
              </thead>
              {file.hunks.map((hunk) => (
                <DiffHunkRows
                  key={`${hunk.lines[0]?.oldLine ?? ''} ${hunk.lines[0]?.newLine ?? ''}`}
                  hunk={hunk}
                />
              ))}
            </table>
          </ScrollArea>
        </figure>
      ))}
    </div>
  );
}

function linesOf(file: DiffFile): number {
  return file.hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
}
