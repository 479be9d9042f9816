import { visibleText } from '../format/visible-text.ts';

/** How an issue is given to somebody, and who has it. */
export type Giving = {
  readonly assignee: string | null;
  readonly isBusy: boolean;
  readonly assign: (assignee: string) => void;
};

/** Gives the issue to one person or team, named for people who hear the page. */
export function AssignButton({ to, giving }: { readonly to: string; readonly giving: Giving }) {
  if (giving.assignee?.toLowerCase() === to.toLowerCase()) return <span className="badge">Assigned</span>;
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={`Assign to ${visibleText(to)}`}
      disabled={giving.isBusy}
      onClick={() => giving.assign(to)}
    >
      Assign
    </button>
  );
}
