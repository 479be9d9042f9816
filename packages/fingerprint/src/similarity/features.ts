import type { Exception, Frame, NormalizedEvent } from '@bugsage/core';
import { isJavaScript } from '../bs1/location.ts';
import { firstLine, messageClassOf, messageKey, messageText } from '../bs1/message-key.ts';
import { normFile } from '../bs1/norm-file.ts';
import { normFunction } from '../bs1/norm-function.ts';
import { normModule } from '../bs1/norm-module.ts';
import { parameterize } from '../bs1/parameterize.ts';
import { SIMILARITY_LIMITS } from './limits.ts';

/** Something that an event has and others may share: a type, a word of its message, a frame, or two in a row. */
export type Feature = {
  readonly kind: 'type' | 'word' | 'words' | 'frame' | 'frames';
  readonly text: string;
  readonly weight: number;
};

/** How much each kind counts together, however many features of it an event has. */
const SHARES: Readonly<Record<Feature['kind'], number>> = { type: 1, word: 1, words: 1, frame: 2, frames: 1 };

/** Frames further from the crash, and those of libraries, say less about the bug. */
const DISTANCE_FACTOR = 0.85;
const LIBRARY_FACTOR = 0.3;

/** The features of an event; texts are free of ids, numbers, build hashes and engines' wording, as in fingerprints. */
export function similarityFeatures(event: NormalizedEvent): readonly Feature[] {
  const exceptions = event.exceptions.slice(-SIMILARITY_LIMITS.exceptionsMax).toReversed();
  const [thrown] = exceptions;
  const features = [
    ...exceptions.flatMap(({ type }) => (type === null ? [] : [feature('type', type, 1)])),
    ...messageFeatures(event, thrown),
    ...(thrown === undefined ? [] : frameFeatures(thrown, event.platform)),
  ];
  return balanced(features);
}

function messageFeatures(event: NormalizedEvent, thrown: Exception | undefined): readonly Feature[] {
  const text = thrown?.value ?? messageText(event.message) ?? '';
  const engineClass = thrown === undefined ? null : messageClassOf(thrown, event.platform);
  const message = engineClass === null ? parameterize(firstLine(text)) : messageKey(text, engineClass);
  const words = message
    .toLowerCase()
    .split(/[\s"'`()[\]{},;:.!?=]+/)
    .filter((word) => word !== '' && !/^<\w+>$/.test(word))
    .slice(0, SIMILARITY_LIMITS.wordsMax)
    .map((word) => word.slice(0, SIMILARITY_LIMITS.wordLengthMax));
  return [
    ...words.map((word) => feature('word', word, 1)),
    ...words.slice(1).map((word, index) => feature('words', `${words[index]} ${word}`, 1)),
  ];
}

function frameFeatures({ frames }: Exception, platform: string): readonly Feature[] {
  const names: string[] = [];
  const features: Feature[] = [];
  for (const frame of frames.toReversed().slice(0, SIMILARITY_LIMITS.framesMax)) {
    const name = frameName(frame, platform);
    // Recursion repeats frames; how deep it went says nothing.
    if (name === names.at(-1)) continue;
    const weight = DISTANCE_FACTOR ** names.length * (frame.in_app ? 1 : LIBRARY_FACTOR);
    features.push(feature('frame', name, weight));
    const nearer = names.at(-1);
    if (nearer !== undefined) features.push(feature('frames', `${name} > ${nearer}`, weight));
    names.push(name);
  }
  return features;
}

function frameName(frame: Frame, platform: string): string {
  const isScript = isJavaScript(platform);
  const file = normFile(frame.abs_path ?? frame.filename ?? '');
  const place = frame.module === null || (isScript && file !== '') ? file : normModule(frame.module);
  return `${place}|${normFunction(frame.function, isScript)}`;
}

function feature(kind: Feature['kind'], text: string, weight: number): Feature {
  return { kind, text, weight };
}

/** Every kind gets its share, so that long stacks do not drown the message. Equal features become one. */
function balanced(features: readonly Feature[]): readonly Feature[] {
  const merged = new Map<string, Feature>();
  for (const one of features) {
    const key = `${one.kind} ${one.text}`;
    const known = merged.get(key);
    if (known === undefined || known.weight < one.weight) merged.set(key, one);
  }
  const sums = new Map<Feature['kind'], number>();
  for (const { kind, weight } of merged.values()) sums.set(kind, (sums.get(kind) ?? 0) + weight ** 2);
  return [...merged.values()].map((one) => ({
    ...one,
    weight: (one.weight / Math.sqrt(sums.get(one.kind) ?? 1)) * Math.sqrt(SHARES[one.kind]),
  }));
}
