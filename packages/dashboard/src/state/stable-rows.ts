import { useState } from 'react';
import { keepOrder } from '../format/stable-order.ts';

/**
 * Rows for a list that refreshes itself: while somebody points at it or has the focus in it, rows stay where they are
 * and new ones wait; as soon as nobody does, or on `takeFresh`, the list follows the server again.
 */
export function useStableRows<Row extends { readonly id: string }>(fresh: readonly Row[], listKey: string) {
  const [shown, setShown] = useState<{ readonly key: string; readonly ids: readonly string[] } | null>(null);
  const holding = shown !== null && shown.key === listKey;
  const { rows, waiting } = holding ? keepOrder(shown.ids, fresh) : { rows: fresh, waiting: 0 };

  const holdNow = () => {
    if (!holding) setShown({ key: listKey, ids: fresh.map((row) => row.id) });
  };
  const letGo = () => setShown(null);

  return {
    rows,
    waiting,
    takeFresh: () => setShown({ key: listKey, ids: fresh.map((row) => row.id) }),
    hold: {
      onPointerEnter: holdNow,
      onPointerLeave: letGo,
      onFocus: holdNow,
      onBlur: (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget)))
          letGo();
      },
    },
  };
}
