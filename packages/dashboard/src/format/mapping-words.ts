import type { FrameMapping, UnmappedReason } from '@bugsage/core';

const REASON_WORDS: { readonly [Reason in UnmappedReason]: string } = {
  no_artifact: 'No source map was uploaded for this file.',
  wrong_release: 'The file was uploaded for other releases only.',
  no_map: 'The file was uploaded, the source map it names was not.',
  map_invalid: 'The source map cannot be read.',
  no_mapping: 'The source map says nothing about this place.',
  no_position: 'The frame has no line.',
  timed_out: 'Reading the source map took too long.',
};

/** Where a frame's source comes from, or why it is not there. */
export function mappingWords(mapping: FrameMapping): string {
  if (mapping.kind === 'unmapped') return `${REASON_WORDS[mapping.reason]} ${mapping.detail}`.trim();
  const { abs_path: file, lineno, colno } = mapping.sent;
  return `From ${file ?? 'the bundle'}:${lineno ?? '?'}:${colno ?? '?'} through ${mapping.map}`;
}
