import type { JsonObject } from '@bugsage/core';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

export type ReleaseFields = {
  readonly release: string | null;
  readonly dist: string | null;
  readonly environment: string | null;
};

/** Release, dist and environment; a name that cannot be used in paths and queries is null (protocol.md 1.12). */
export function readRelease(payload: JsonObject, tagOf: (key: string) => unknown, note: Note): ReleaseFields {
  const release = readName(payload['release'] ?? tagOf('sentry:release') ?? tagOf('release'), RELEASE, note);
  const dist = readName(payload['dist'], DIST, note);
  if (dist !== null && release === null) note('dist', 'invalid_value', dist);
  const environment = readName(payload['environment'] ?? tagOf('environment'), ENVIRONMENT, note);
  return { release, dist: release === null ? null : dist, environment };
}

type NameRule = {
  readonly path: string;
  readonly lengthMax: number;
  readonly allows: (name: string) => boolean;
};

const RESERVED_RELEASES: ReadonlySet<string> = new Set(['.', '..', 'latest']);
const RELEASE: NameRule = {
  path: 'release',
  lengthMax: NORMALIZE_LIMITS.releaseLengthMax,
  allows: (name) =>
    !hasControlCharacter(name) && !/[\\/]/.test(name) && !RESERVED_RELEASES.has(name.toLowerCase()),
};
const DIST: NameRule = {
  path: 'dist',
  lengthMax: NORMALIZE_LIMITS.distLengthMax,
  allows: (name) => /^[\w.-]+$/.test(name),
};
const ENVIRONMENT: NameRule = {
  path: 'environment',
  lengthMax: NORMALIZE_LIMITS.environmentLengthMax,
  // `none` is how queries ask for events without an environment.
  allows: (name) => !/[\n\r\f/]/.test(name) && name.toLowerCase() !== 'none',
};

function readName(value: unknown, rule: NameRule, note: Note): string | null {
  const name = readText(value, rule, note)?.trim() ?? null;
  if (name === null || name === '') return null;
  if (name.length <= rule.lengthMax && rule.allows(name)) return name;
  note(rule.path, 'invalid_value', name);
  return null;
}

function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 32 || code === 127) return true;
  }
  return false;
}
