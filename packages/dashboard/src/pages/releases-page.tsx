import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { releasesQuery } from '../api/releases.ts';
import { Busy } from '../components/busy.tsx';
import { Failure } from '../components/failure.tsx';
import { Pagination } from '../components/pagination.tsx';
import { ReleaseTable } from '../components/release-table.tsx';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { usePageTitle } from '../state/page-title.ts';

/** Releases of the project with their health; search and page are in the address. */
export function ReleasesPage() {
  const { project } = useCurrentProject();
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const page = Math.max(1, Math.trunc(Number(parameters.get('page'))) || 1);
  const query = useQuery(releasesQuery(project.id, { search, page }));
  usePageTitle('Releases');
  const show = (form: FormData): void => {
    const asked = form.get('search');
    const text = typeof asked === 'string' ? asked.trim() : '';
    setParameters(text === '' ? {} : { search: text });
  };
  const { data } = query;
  return (
    <div className="releases">
      <h1>Releases of {visibleText(project.name)}</h1>
      <section className="panel" aria-label="Releases">
        <form
          key={search}
          className="release-filter"
          onSubmit={(event) => {
            event.preventDefault();
            show(new FormData(event.currentTarget));
          }}
        >
          <label className="field">
            <span>Version contains</span>
            <input className="input" name="search" defaultValue={search} maxLength={200} spellCheck={false} />
          </label>
          <button type="submit" className="button">
            Show
          </button>
        </form>
        <p className="quiet">
          Crash-free, adoption and sessions are those of the last 24 hours. A dash means no sessions.
        </p>
        {query.isPending && <Busy text="Loading releases…" />}
        {query.isError && data === undefined && (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        )}
        {data !== undefined && data.releases.length === 0 && <NoReleases isSearch={search !== ''} />}
        {data !== undefined && data.releases.length > 0 && <ReleaseTable releases={data.releases} />}
      </section>
      {data !== undefined && (
        <Pagination
          page={data}
          shown={data.releases.length}
          onPage={(next) => setParameters({ ...(search === '' ? {} : { search }), page: String(next) })}
        />
      )}
    </div>
  );
}

function NoReleases({ isSearch }: { readonly isSearch: boolean }) {
  if (isSearch) return <p className="quiet">No release has this in its version.</p>;
  return (
    <div className="empty">
      <h2>No release yet</h2>
      <p>
        Set <code>release</code> where your app starts its SDK; the first event or session of a release makes
        it appear here.
      </p>
    </div>
  );
}
