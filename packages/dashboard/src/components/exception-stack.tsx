import type { Exception } from '@bugsage/core';
import { type FrameGroup, type FrameOrder, groupFrames } from '../format/frame-groups.ts';
import { visibleText } from '../format/visible-text.ts';
import { FrameRow } from './frame-row.tsx';
import { LibraryFrames } from './library-frames.tsx';

type Properties = {
  readonly exception: Exception;
  readonly order: FrameOrder;
  readonly allFrames: boolean;
  /** The exception on top opens its first own frame. */
  readonly isFirst: boolean;
};

export function ExceptionStack({ exception, order, allFrames, isFirst }: Properties) {
  const groups = groupFrames(exception.frames, order);
  const hasOwn = groups.some((group) => group.kind === 'own');
  const opened = openedAt(groups, order);
  return (
    <section className="exception" aria-label={exception.type ?? 'Exception'}>
      <ExceptionHead exception={exception} />
      {groups.length === 0 && <p className="quiet">No frames.</p>}
      <ol className="frames">
        {groups.map((group) =>
          group.kind === 'library' && hasOwn && !allFrames ? (
            <LibraryFrames key={group.at} frames={group.frames} />
          ) : (
            group.frames.map(({ at, frame }) => (
              <FrameRow key={at} frame={frame} opened={isFirst && at === opened} />
            ))
          ),
        )}
      </ol>
    </section>
  );
}

function ExceptionHead({ exception }: { readonly exception: Exception }) {
  const { mechanism } = exception;
  return (
    <header className="exception-head">
      <h3>
        <span className="exception-type">{visibleText(exception.type ?? 'Error')}</span>
        {mechanism !== null && mechanism.handled !== null && (
          <span className="badge" data-tone={mechanism.handled ? 'quiet' : 'escalating'}>
            {mechanism.handled ? 'handled' : 'unhandled'}
          </span>
        )}
        {mechanism !== null && (
          <span className="quiet exception-mechanism">{visibleText(mechanism.type)}</span>
        )}
        {mechanism?.source != null && (
          <span className="quiet exception-mechanism">{visibleText(mechanism.source)}</span>
        )}
      </h3>
      {exception.value !== null && <p className="exception-value">{visibleText(exception.value)}</p>}
    </header>
  );
}

/** The own frame nearest to where it was thrown. */
function openedAt(groups: readonly FrameGroup[], order: FrameOrder): number | undefined {
  const own = groups.filter((group) => group.kind === 'own');
  return (order === 'newest_first' ? own[0] : own.at(-1))?.at;
}
