import type { NormalizedEvent } from '@bugsage/core';
import { similarityFeatures, type Feature } from './features.ts';
import { SIMILARITY_LIMITS } from './limits.ts';

/** Stored beside a vector: vectors of different versions cannot be compared. */
export const SIMILARITY_VERSION = 'similarity1';
export const SIMILARITY_DIMENSIONS: number = SIMILARITY_LIMITS.dimensions;

/**
 * An event as a unit vector of hashed features: the cosine of two says how much of type, message and frames they
 * share, without a model and without a network. All zeros for an event that has none of them.
 */
export function similarityVector(event: NormalizedEvent): readonly number[] {
  const { dimensions } = SIMILARITY_LIMITS;
  const vector = Array.from({ length: dimensions }, () => 0);
  for (const { kind, text, weight } of similarityFeatures(event)) {
    const hash = hashOf(`${kind}\u0000${text}`);
    const index = hash % dimensions;
    // The sign lets features that fall on one place cancel out on average instead of adding up.
    const sign = (hash >>> 31) & 1 ? -1 : 1;
    vector[index] = (vector[index] ?? 0) + sign * weight;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** Cosine of two unit vectors: 1 for the same features, about 0 for none in common. */
export function cosineSimilarity(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

export type SharedFeature = Pick<Feature, 'kind' | 'text'> & {
  /** Share of the similarity that this feature explains, 0 to 1. */
  readonly share: number;
};

/** Why two events are similar: what they share, the weightiest first. This is shown, the vector is not. */
export function sharedFeatures(a: NormalizedEvent, b: NormalizedEvent): readonly SharedFeature[] {
  const others = new Map(similarityFeatures(b).map((one) => [`${one.kind} ${one.text}`, one]));
  const shared = similarityFeatures(a).flatMap(({ kind, text, weight }) => {
    const other = others.get(`${kind} ${text}`);
    return other === undefined ? [] : [{ kind, text, share: weight * other.weight }];
  });
  const sum = shared.reduce((total, { share }) => total + share, 0);
  return shared
    .map((one) => ({ ...one, share: one.share / sum }))
    .toSorted((one, two) => two.share - one.share)
    .slice(0, SIMILARITY_LIMITS.evidenceMax);
}

/** FNV-1a with a final mix, 32 bits: equal on every machine and in every version. */
function hashOf(text: string): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01_00_01_93);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85_eb_ca_6b);
  hash ^= hash >>> 13;
  return hash >>> 0;
}
