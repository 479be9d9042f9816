import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { unresolvedQuery } from '../api/artifacts.ts';
import { unmappedWords } from '../format/mapping-words.ts';
import { counted } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';

/** Files whose frames stayed minified, with the reason and what to do. */
export function UnresolvedFiles({ projectId }: { readonly projectId: number }) {
  const query = useQuery(unresolvedQuery(projectId));
  if (query.isPending) return <Busy text="Looking through the newest events…" />;
  if (query.data === undefined) return <Failure error={query.error} />;
  const { files, events_read: read, complete } = query.data;
  const range = complete ? 'the last seven days' : `the newest ${counted(read, 'event')}`;
  if (files.length === 0)
    return <p className="quiet">Every frame that needs a source map has one, over {range}.</p>;
  return (
    <>
      <p className="quiet">Frames without source, over {range}.</p>
      <ul className="unresolved-list">
        {files.map((file) => {
          const { why, next } = unmappedWords(file.reason);
          return (
            <li key={`${file.file} ${file.release} ${file.reason}`}>
              <p className="unresolved-file">
                <code>{visibleText(file.file)}</code>
              </p>
              <p>
                {why} {visibleText(file.detail)}
              </p>
              <p className="quiet">{next}</p>
              <p className="quiet">
                {counted(file.events, 'event')}, release{' '}
                {file.release === null ? 'not sent' : visibleText(file.release)}
                {file.issue_id !== null && (
                  <>
                    {' · '}
                    <Link
                      to={`/issues/${file.issue_id}`}
                      aria-label={`An issue with ${visibleText(file.file)}`}
                    >
                      an issue
                    </Link>
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
