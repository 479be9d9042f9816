import type { Project } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { saveRetention } from '../api/projects.ts';
import { notify } from '../state/notices.ts';
import { NumberField, numberOf } from './number-field.tsx';

const GIBIBYTE = 1024 ** 3;

/** How long and how many events are kept. An empty field is as the operator configured it. */
export function RetentionForm({ project }: { readonly project: Project }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const gibibytes = numberOf(form, 'gibibytes_max');
      return saveRetention(project.id, {
        days: numberOf(form, 'days'),
        events_max: numberOf(form, 'events_max'),
        bytes_max: gibibytes === null ? null : Math.round(gibibytes * GIBIBYTE),
      });
    },
    onSuccess: () => {
      notify({ tone: 'done', text: 'What is kept is saved.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  const { days, events_max: eventsMax, bytes_max: bytesMax } = project.retention;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(new FormData(event.currentTarget));
      }}
    >
      <p className="quiet">
        The oldest events beyond these bounds are deleted every hour, for good. Issues and their numbers stay.
        Empty fields are as the operator configured them.
      </p>
      <NumberField label="Days events are kept" name="days" min={1} max={3_650} value={days} />
      <NumberField label="Events kept at most" name="events_max" min={100} value={eventsMax} />
      <NumberField
        label="GiB of events kept at most (before compression)"
        name="gibibytes_max"
        min={0.001}
        step="any"
        value={bytesMax === null ? null : bytesMax / GIBIBYTE}
      />
      <p className="form-error" role="alert">
        {save.isError && describeFailure(save.error)}
      </p>
      <button type="submit" className="button button-primary" disabled={save.isPending}>
        Save what is kept
      </button>
    </form>
  );
}
