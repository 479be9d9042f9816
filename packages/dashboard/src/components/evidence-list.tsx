import type { Evidence } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';
import { ScrollArea } from './scroll-area.tsx';
import { Sentence } from './sentence.tsx';

const KIND_WORDS: { readonly [Kind in Evidence['kind']]: string } = {
  event: 'Event',
  file: 'File',
  commit: 'Commit',
};

/** Each claim with the place that proves it. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  if (evidence.length === 0) return null;
  return (
    <>
      <h3>Evidence</h3>
      <ol className="evidence">
        {evidence.map((item) => (
          <li key={`${item.claim} ${citation(item)}`}>
            <p>
              <Sentence text={item.claim} />
            </p>
            <p className="citation">
              <span className="citation-kind">{KIND_WORDS[item.kind]}</span>
              <code>{visibleText(citation(item))}</code>
            </p>
            {item.quote !== null && (
              <ScrollArea className="quote" label={`Quote of ${citation(item)}`}>
                <pre>{visibleText(item.quote)}</pre>
              </ScrollArea>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function citation({ kind, path, line, commit, field }: Evidence): string {
  if (kind === 'file') return line === null ? (path ?? '') : `${path ?? ''}:${line}`;
  return (kind === 'commit' ? commit?.slice(0, 12) : field) ?? '';
}
