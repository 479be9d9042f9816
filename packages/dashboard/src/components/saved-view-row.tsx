import { useMutation, useQuery } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { meQuery } from '../api/profile.ts';
import { deleteView, type SavedView, shareView } from '../api/saved-views.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RowButton } from './row-button.tsx';

type Properties = {
  readonly view: SavedView;
  readonly onOpen: () => void;
  readonly onChanged: () => unknown;
};

/** One view; its owner, and an admin of the organization, can share and delete it. */
export function SavedViewRow({ view, onOpen, onChanged }: Properties) {
  const me = useQuery(meQuery()).data;
  const role = me?.organizations.find((row) => row.organization_id === view.organization_id)?.role;
  const isMine = view.owner === me?.email;
  const share = useMutation({
    mutationFn: () => shareView(view),
    onSuccess: onChanged,
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
  });
  const name = visibleText(view.name);
  const word = view.shared ? 'Stop sharing' : 'Share';
  return (
    <li>
      <div className="view-name">
        <button type="button" className="button-link" aria-label={`Open the view ${name}`} onClick={onOpen}>
          {name}
        </button>
        <p className="quiet">
          {view.shared && `Shared by ${isMine ? 'you' : visibleText(view.owner)}: `}
          <code>{view.query === '' ? 'all issues' : visibleText(view.query)}</code>
        </p>
      </div>
      {(isMine || role === 'admin' || role === 'owner') && (
        <div className="row-actions">
          <button
            type="button"
            className="button button-small"
            aria-label={`${word}: ${name}`}
            disabled={share.isPending}
            onClick={() => share.mutate()}
          >
            {word}
          </button>
          <RowButton
            word="Delete"
            label={`Delete the view ${name}`}
            action={() => deleteView(view)}
            onDone={onChanged}
          />
        </div>
      )}
    </li>
  );
}
