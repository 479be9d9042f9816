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

const NEXT_WORDS: { readonly [Reason in UnmappedReason]: string } = {
  no_artifact:
    'Upload the build that is deployed, with its debug ids; events that are there are resolved then.',
  wrong_release: 'Let the release of the SDK and of the upload come from one place, or use debug ids.',
  no_map: 'Upload the folder again with the maps in it.',
  map_invalid:
    'Find what writes the map last: “bugsage sourcemaps check <folder>” reads it as the server does.',
  no_mapping: 'The map is probably of another build: upload the very files that are deployed.',
  no_position: 'Nothing to do: the runtime did not tell the line.',
  timed_out: 'It is tried again after ten minutes. If it stays so, split the bundle.',
};

/** Why a frame is not resolved, and what to do. */
export function unmappedWords(reason: UnmappedReason): { readonly why: string; readonly next: string } {
  return { why: REASON_WORDS[reason], next: NEXT_WORDS[reason] };
}

/** Where a frame's source comes from, or why it is not there. */
export function mappingWords(mapping: FrameMapping): string {
  if (mapping.kind === 'unmapped') return `${REASON_WORDS[mapping.reason]} ${mapping.detail}`.trim();
  const { abs_path: file, lineno, colno } = mapping.sent;
  return `From ${file ?? 'the bundle'}:${lineno ?? '?'}:${colno ?? '?'} through ${mapping.map}`;
}
