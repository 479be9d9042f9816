import type { Project } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { saveModelGates } from '../api/projects.ts';
import { notify } from '../state/notices.ts';
import { NumberField, numberOf } from './number-field.tsx';

/** When a model may be asked and fixes are made by themselves. An empty field is as the operator configured it. */
export function ModelGatesForm({ project }: { readonly project: Project }) {
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (form: FormData) =>
      saveModelGates(project.id, {
        fix_confidence_min: numberOf(form, 'fix_confidence_min') ?? project.fix_confidence_min,
        model_gates: {
          enabled: form.has('enabled'),
          noise: form.has('noise'),
          events_min: numberOf(form, 'events_min'),
          age_days_max: numberOf(form, 'age_days_max'),
          usd_per_day: numberOf(form, 'usd_per_day'),
          tokens_per_day: numberOf(form, 'tokens_per_day'),
        },
      }),
    onSuccess: () => {
      notify({ tone: 'done', text: 'Models and fixes saved.', undo: null });
      return queryClient.invalidateQueries({ queryKey: ['projects'] });
    },
  });
  const { model_gates: gates } = project;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(new FormData(event.currentTarget));
      }}
    >
      <p className="quiet">
        Every issue is analyzed without a model. One is asked in addition where the operator configured it and
        this project allows it; a person can ask at any time, within the budget. Empty fields are as the
        operator configured them.
      </p>
      <label className="field-check">
        <input type="checkbox" name="enabled" defaultChecked={gates.enabled} />
        <span>Ask the configured model</span>
      </label>
      <label className="field-check">
        <input type="checkbox" name="noise" defaultChecked={gates.noise} />
        <span>Also about errors that look like noise</span>
      </label>
      <NumberField label="From this number of events on" name="events_min" min={1} value={gates.events_min} />
      <NumberField
        label="Not when last seen more days ago than"
        name="age_days_max"
        min={1}
        max={3_650}
        value={gates.age_days_max}
      />
      <NumberField
        label="US dollars a day (at most what the operator allows)"
        name="usd_per_day"
        min={0}
        step="any"
        value={gates.usd_per_day}
      />
      <NumberField
        label="Tokens a day (at most what the operator allows)"
        name="tokens_per_day"
        min={0}
        value={gates.tokens_per_day}
      />
      <NumberField
        label="Fixes are made by themselves from this confidence on (0 to 1)"
        name="fix_confidence_min"
        min={0}
        max={1}
        step="0.01"
        required
        value={project.fix_confidence_min}
      />
      <p className="form-error" role="alert">
        {save.isError && describeFailure(save.error)}
      </p>
      <button type="submit" className="button button-primary" disabled={save.isPending}>
        Save models and fixes
      </button>
    </form>
  );
}
