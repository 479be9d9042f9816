import { useMutation } from '@tanstack/react-query';
import { describeFailure } from '../api/api-error.ts';
import { notify } from '../state/notices.ts';
import { RowButton } from './row-button.tsx';

type Properties = {
  /** Of the row, for people who hear the page. */
  readonly name: string;
  /** What can be done at once, by the word on its button. */
  readonly actions: readonly (readonly [word: string, action: () => unknown])[];
  /** Asks before it does it. */
  readonly onRemove: () => Promise<unknown>;
  /** After each of them, whether it worked or not. */
  readonly onDone: () => unknown;
};

/** The buttons of one row. */
export function RowActions({ name, actions, onRemove, onDone }: Properties) {
  const run = useMutation({
    mutationFn: async (action: () => unknown) => action(),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: onDone,
  });
  return (
    <div className="row-actions">
      {actions.map(([word, action]) => (
        <button
          key={word}
          type="button"
          className="button button-small"
          aria-label={`${word}: ${name}`}
          disabled={run.isPending}
          onClick={() => run.mutate(action)}
        >
          {word}
        </button>
      ))}
      <RowButton word="Remove" label={`Remove ${name}`} action={onRemove} onDone={onDone} />
    </div>
  );
}
