import type { Json } from '@bugsage/core';
import { jsonText } from '../format/json-text.ts';
import { visibleText } from '../format/visible-text.ts';
import { ClampedText } from './clamped-text.tsx';

/** Names and values of an event, exactly as text. */
export function KeyValues({ entries }: { readonly entries: readonly (readonly [string, Json])[] }) {
  return (
    <dl className="key-values">
      {entries.map(([name, value], index) => (
        // Headers may repeat a name.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={`${index} ${name}`}>
          <dt>{visibleText(name)}</dt>
          <dd>
            <ClampedText text={jsonText(value)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
