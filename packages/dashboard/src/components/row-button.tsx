import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { describeFailure } from '../api/api-error.ts';
import { notify } from '../state/notices.ts';

type Properties = {
  readonly word: string;
  /** What it does to what, for people who hear the page. */
  readonly label: string;
  readonly action: () => Promise<unknown>;
  readonly onDone: () => unknown;
};

/** A button at the end of a row for what cannot be taken back: the first press asks, the second one does it. */
export function RowButton({ word, label, action, onDone }: Properties) {
  const [isAsking, setAsking] = useState(false);
  const run = useMutation({
    mutationFn: action,
    onSuccess: onDone,
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: () => setAsking(false),
  });
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={isAsking ? `Really? ${label}` : label}
      disabled={run.isPending}
      onBlur={() => setAsking(false)}
      onClick={() => (isAsking ? run.mutate() : setAsking(true))}
    >
      {isAsking ? `Really ${word.toLowerCase()}?` : word}
    </button>
  );
}
