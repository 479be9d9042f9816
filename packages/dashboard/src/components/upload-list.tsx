import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadsQuery } from '../api/artifacts.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { UploadRow } from './upload-row.tsx';

/** Uploads of source maps, newest first, all or those of one release. */
export function UploadList({ projectId }: { readonly projectId: number }) {
  const [release, setRelease] = useState('');
  const [skip, setSkip] = useState(0);
  const query = useQuery(uploadsQuery(projectId, { release, skip }));
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'artifacts'] });
  const filter = (form: FormData): void => {
    const text = form.get('release');
    setRelease(typeof text === 'string' ? text.trim() : '');
    setSkip(0);
  };
  return (
    <>
      <form
        className="release-filter"
        onSubmit={(event) => {
          event.preventDefault();
          filter(new FormData(event.currentTarget));
        }}
      >
        <label className="field">
          <span>Release (empty for all)</span>
          <input className="input" name="release" maxLength={200} spellCheck={false} />
        </label>
        <button type="submit" className="button">
          Show
        </button>
      </form>
      {query.isPending && <Busy text="Loading uploads…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {query.data !== undefined && query.data.bundles.length === 0 && (
        <p className="quiet">
          {release === '' ? 'Nothing was uploaded yet.' : 'Nothing was uploaded for this release.'} Run{' '}
          <code>npx bugsage sourcemaps upload dist</code> after your build, or add{' '}
          <code>@bugsage/bundler-plugin</code> to it.
        </p>
      )}
      {query.data !== undefined && query.data.bundles.length > 0 && (
        <ul className="upload-list" aria-label="Uploads">
          {query.data.bundles.map((bundle) => (
            <UploadRow key={bundle.id} projectId={projectId} bundle={bundle} onDeleted={refresh} />
          ))}
        </ul>
      )}
      {query.data !== undefined && query.data.pages > 1 && (
        <nav className="release-filter" aria-label="Pages of uploads">
          <button
            type="button"
            className="button"
            disabled={skip === 0}
            onClick={() => setSkip(skip - query.data.size)}
          >
            Newer
          </button>
          <span className="quiet">
            Page {query.data.page} of {query.data.pages}
          </span>
          <button
            type="button"
            className="button"
            disabled={query.data.page >= query.data.pages}
            onClick={() => setSkip(skip + query.data.size)}
          >
            Older
          </button>
        </nav>
      )}
    </>
  );
}
