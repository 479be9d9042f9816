import type { Exception } from '@bugsage/core';
import { useState } from 'react';
import type { FrameOrder } from '../format/frame-groups.ts';
import { counted } from '../format/number.ts';
import { ExceptionStack } from './exception-stack.tsx';
import { Panel } from './panel.tsx';

const KEY = 'bugsage.frame-order';

/** The chain of exceptions with their frames. Both arrive oldest first; the order chosen here turns both. */
export function StackPanel({ exceptions }: { readonly exceptions: readonly Exception[] }) {
  const [order, setOrder] = useState<FrameOrder>(readOrder);
  const [allFrames, setAllFrames] = useState(false);
  const choose = (next: FrameOrder) => {
    localStorage.setItem(KEY, next);
    setOrder(next);
  };
  const placed = exceptions.map((exception, at) => ({ exception, at }));
  const shown = order === 'newest_first' ? placed.toReversed() : placed;
  const aside = (
    <div className="stack-tools">
      <label className="check-row">
        <input type="checkbox" checked={allFrames} onChange={(event) => setAllFrames(event.target.checked)} />
        Library frames
      </label>
      <button
        type="button"
        className="button button-small"
        onClick={() => choose(order === 'newest_first' ? 'oldest_first' : 'newest_first')}
      >
        {order === 'newest_first' ? 'Newest call first' : 'Oldest call first'}
      </button>
    </div>
  );
  return (
    <Panel title="Stack trace" aside={aside}>
      {exceptions.length === 0 && <p className="quiet">This event has no exception.</p>}
      {exceptions.length > 1 && (
        <p className="quiet">{counted(exceptions.length, 'exception')} in a chain of causes.</p>
      )}
      {shown.map(({ exception, at }) => (
        <ExceptionStack
          key={at}
          exception={exception}
          order={order}
          allFrames={allFrames}
          isFirst={at === shown[0]?.at}
        />
      ))}
    </Panel>
  );
}

function readOrder(): FrameOrder {
  return localStorage.getItem(KEY) === 'oldest_first' ? 'oldest_first' : 'newest_first';
}
