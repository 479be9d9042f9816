import type { ReactNode } from 'react';
import { ScrollArea } from './scroll-area.tsx';

type Properties = {
  /** What the table lists, for people who hear the page. */
  readonly label: string;
  readonly columns: readonly string[];
  /** Whether rows end with a cell of buttons. */
  readonly hasActions: boolean;
  /** The rows. */
  readonly children: ReactNode;
};

/** A table whose rows may end with buttons; it scrolls by itself where the screen is narrow. */
export function ActionTable({ label, columns, hasActions, children }: Properties) {
  return (
    <ScrollArea className="table-scroll" label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            {hasActions && (
              <th scope="col">
                <span className="hidden-visually">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </ScrollArea>
  );
}
