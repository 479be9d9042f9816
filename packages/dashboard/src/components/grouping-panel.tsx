import type { Grouping } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';
import { Icon } from './icon.tsx';
import { Panel } from './panel.tsx';

/** Which parts of the event made its fingerprint, and which were left out and why. */
export function GroupingPanel({ grouping }: { readonly grouping: Grouping }) {
  return (
    <Panel title="Why grouped here">
      <ol className="grouping">
        {grouping.parts.map((part, index) => (
          // A part may be there twice.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index} data-hashed={part.hashed}>
            <span className="grouping-mark">
              <Icon name={part.hashed ? 'check' : 'minus'} />
              <span className="hidden-visually">{part.hashed ? 'Counts: ' : 'Left out: '}</span>
            </span>
            <div className="grouping-part">
              <span className="grouping-name">{visibleText(part.name)}</span>
              <code className="grouping-value">{visibleText(part.value)}</code>
              <span className="grouping-reason">{visibleText(part.reason)}</span>
            </div>
          </li>
        ))}
      </ol>
      <p className="quiet grouping-print">
        Fingerprint <code>{grouping.fingerprint}</code>, algorithm {grouping.version}
      </p>
    </Panel>
  );
}
