import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { describeFailure } from '../api/api-error.ts';

/** The fields of a form as they were typed; a field that is not there is empty. */
export type Fields = (name: string) => string;

type Properties<Answer> = {
  readonly action: (fields: Fields) => Promise<Answer>;
  readonly onDone: (answer: Answer) => void;
  readonly submit: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Words for failures that have better ones here; null takes those of the server. */
  readonly explain?: (error: unknown) => string | null;
};

/** A form that does one thing: its button waits, its failure is said aloud, its fields are empty afterwards. */
export function ActionForm<Answer>(properties: Properties<Answer>) {
  const { action, onDone, submit, children, className = 'form', explain } = properties;
  const form = useRef<HTMLFormElement>(null);
  const run = useMutation({
    mutationFn: (data: FormData) => action((name) => textOf(data, name)),
    onSuccess: (answer) => {
      form.current?.reset();
      onDone(answer);
    },
  });
  return (
    <form
      ref={form}
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        run.mutate(new FormData(event.currentTarget));
      }}
    >
      {children}
      <p className="form-error" role="alert">
        {run.isError && (explain?.(run.error) ?? describeFailure(run.error))}
      </p>
      <button type="submit" className="button button-primary" disabled={run.isPending}>
        {run.isPending ? 'One moment…' : submit}
      </button>
    </form>
  );
}

function textOf(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
