import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { IssueFilter } from '../api/issue-list.ts';
import { createView, type SavedView, viewsQuery } from '../api/saved-views.ts';
import { viewQuery } from '../format/view-query.ts';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';
import { ActionForm } from './action-form.tsx';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { SavedViewRow } from './saved-view-row.tsx';
import { TextField } from './text-field.tsx';

type Properties = {
  readonly filter: IssueFilter;
  readonly onChange: (changes: { readonly [name: string]: string | null }) => void;
};

/** Searches to come back to, of the person and shared ones; what the list shows can become one. */
export function SavedViews({ filter, onChange }: Properties) {
  const { project } = useCurrentProject();
  const query = useQuery(viewsQuery(project.organization_id));
  const queryClient = useQueryClient();
  const refresh = () =>
    queryClient.invalidateQueries({ queryKey: viewsQuery(project.organization_id).queryKey });
  const views = query.data?.filter(
    ({ kind, project_id }) => kind === 'issues' && (project_id === null || project_id === project.id),
  );
  const open = ({ query: search, settings }: SavedView) => {
    const { sort } = settings;
    onChange({
      query: search,
      status: 'all',
      severity: null,
      search: null,
      sort: typeof sort === 'string' ? sort : null,
    });
  };
  return (
    <div className="saved-views">
      {filter.query !== '' && (
        <p className="saved-query">
          <code>{visibleText(filter.query)}</code>
          <button
            type="button"
            className="button button-small"
            onClick={() => onChange({ query: null, status: null })}
          >
            Leave the view
          </button>
        </p>
      )}
      <details>
        <summary>Saved views</summary>
        {query.isPending && <Busy text="Loading views…" />}
        {query.isError && views === undefined && (
          <Failure error={query.error} onRetry={() => void query.refetch()} />
        )}
        {views?.length === 0 && <p className="quiet">No view is saved for this project.</p>}
        {views !== undefined && views.length > 0 && (
          <ul className="view-list" aria-label="Saved views">
            {views.map((view) => (
              <SavedViewRow key={view.id} view={view} onOpen={() => open(view)} onChanged={refresh} />
            ))}
          </ul>
        )}
        <ActionForm
          className="form view-form"
          submit="Save what the list shows"
          action={(field) =>
            createView(project.organization_id, {
              name: field('name').trim(),
              shared: field('shared') === 'on',
              query: viewQuery(filter),
              sort: filter.sort,
              projectId: project.id,
            })
          }
          onDone={() => void refresh()}
        >
          <TextField label="Name of the view" name="name" required maxLength={200} />
          <label className="check">
            <input type="checkbox" name="shared" /> <span>Share it with the organization</span>
          </label>
        </ActionForm>
      </details>
    </div>
  );
}
