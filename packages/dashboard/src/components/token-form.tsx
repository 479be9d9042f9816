import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { projectSecretsQuery, saveRepositoryToken } from '../api/projects.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RelativeTime } from './relative-time.tsx';

/** The token of the code host: it goes in and is never shown again. Only admins see the form work. */
export function TokenForm({ projectId }: { readonly projectId: number }) {
  const queryClient = useQueryClient();
  const secrets = useQuery(projectSecretsQuery(projectId));
  const kept = secrets.data?.find(({ name }) => name === 'repository_token');
  const save = useMutation({
    mutationFn: (token: string) => saveRepositoryToken(projectId, token),
    onSuccess: () => {
      notify({ tone: 'done', text: 'Token saved.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'secrets'] });
    },
  });
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        const value = new FormData(event.currentTarget).get('token');
        if (typeof value === 'string') save.mutate(value.trim());
        event.currentTarget.reset();
      }}
    >
      <p className="quiet">
        Reads a private https repository and opens draft pull requests. It needs to write contents and pull
        requests of this one repository. Kept encrypted; never shown again.
      </p>
      {kept !== undefined && (
        <p>
          A token is kept since <RelativeTime at={kept.updated_at} />, by {visibleText(kept.updated_by)}.
        </p>
      )}
      <label className="field">
        <span>{kept === undefined ? 'Token' : 'New token'}</span>
        <input
          className="input input-code"
          name="token"
          type="password"
          required
          maxLength={4_096}
          autoComplete="off"
        />
      </label>
      <p className="form-error" role="alert">
        {save.isError && describeFailure(save.error)}
      </p>
      <button type="submit" className="button" disabled={save.isPending}>
        Save token
      </button>
    </form>
  );
}
