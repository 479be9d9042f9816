import type { Project } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { saveRepository } from '../api/projects.ts';
import { notify } from '../state/notices.ts';

/** Where the code of a project is. Without it there are analyses, but no fixes. */
export function RepositoryForm({ project }: { readonly project: Project }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) =>
      saveRepository(project.id, {
        ...project.repository,
        url: textOf(form, 'url'),
        root: textOf(form, 'root'),
        test_command: textOf(form, 'test_command') || null,
        host: hostOf(textOf(form, 'host')),
        host_repository: textOf(form, 'host_repository') || null,
        install: form.has('install'),
      }),
    onSuccess: () => {
      notify({ tone: 'done', text: 'Repository saved.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  const { repository } = project;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(new FormData(event.currentTarget));
      }}
    >
      <p className="quiet">
        With the repository, causes are found in your code and fixes are made, run and proven on a copy of it.
      </p>
      <label className="field">
        <span>Git URL or absolute path</span>
        <input
          className="input input-code"
          name="url"
          required
          maxLength={2_048}
          defaultValue={repository?.url ?? ''}
          placeholder="https://git.example.org/team/shop.git"
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span>Folder in the repository (empty for its root)</span>
        <input
          className="input input-code"
          name="root"
          maxLength={512}
          defaultValue={repository?.root ?? ''}
          placeholder="packages/api"
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span>Test command (empty to detect it)</span>
        <input
          className="input input-code"
          name="test_command"
          maxLength={1_024}
          defaultValue={repository?.test_command ?? ''}
          placeholder="npm test"
          spellCheck={false}
        />
      </label>
      <label className="field">
        <span>Pull requests are opened on</span>
        <select className="input" name="host" defaultValue={repository?.host ?? 'auto'}>
          <option value="auto">the host of the URL</option>
          <option value="github">GitHub</option>
          <option value="gitlab">GitLab</option>
          <option value="none">nothing: patch files only</option>
        </select>
      </label>
      <label className="field">
        <span>Owner and name there (where the URL does not tell)</span>
        <input
          className="input input-code"
          name="host_repository"
          maxLength={250}
          defaultValue={repository?.host_repository ?? ''}
          placeholder="acme/shop"
          spellCheck={false}
        />
      </label>
      <label className="field-check">
        <input type="checkbox" name="install" defaultChecked={repository?.install === true} />
        <span>Install the dependencies of the lock file before tests run (when the operator allows it)</span>
      </label>
      <p className="form-error" role="alert">
        {save.isError && describeFailure(save.error)}
      </p>
      <button type="submit" className="button button-primary" disabled={save.isPending}>
        Save repository
      </button>
    </form>
  );
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

const HOSTS = ['auto', 'github', 'gitlab', 'none'] as const;

function hostOf(text: string): (typeof HOSTS)[number] {
  return HOSTS.find((host) => host === text) ?? 'auto';
}
