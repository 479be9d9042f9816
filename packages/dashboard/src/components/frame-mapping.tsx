import type { FrameMapping as Mapping } from '@bugsage/core';
import { mappingWords } from '../format/mapping-words.ts';
import { visibleText } from '../format/visible-text.ts';

/** The line under a frame of generated code. */
export function FrameMapping({ mapping }: { readonly mapping: Mapping | undefined }) {
  if (mapping === undefined) return null;
  return (
    <p className="frame-mapping quiet" data-mapped={mapping.kind === 'mapped'}>
      {mapping.kind === 'unmapped' && <strong>Not resolved. </strong>}
      {visibleText(mappingWords(mapping))}
    </p>
  );
}
