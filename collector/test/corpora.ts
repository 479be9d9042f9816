import type { JsonObject } from '@bugsage/core';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../../../shared/corpora/', import.meta.url);

/** True when a folder of recorded data lies beside the repository; says so loudly when not. */
export function hasCorpus(name: string): boolean {
  const isThere = existsSync(new URL(`${name}/`, ROOT));
  if (!isThere) process.stderr.write(`SKIPPED: tests over ${name}: it is not at ${ROOT.pathname}${name}\n`);
  return isThere;
}

export type NamedPayload = { readonly name: string; readonly payload: JsonObject };

/** Every JSON file of a corpus as an event payload. */
export function readPayloads(corpus: string): readonly NamedPayload[] {
  const folder = new URL(`${corpus}/`, ROOT);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return names.toSorted().map((name) => ({
    name,
    payload: JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as JsonObject,
  }));
}

/** The events of one recorded SDK, in the order they were sent. Names are the numbers of the requests. */
export function readRecordedEvents(sdk: string): readonly NamedPayload[] {
  const folder = new URL(`captured-sdk-traffic/${sdk}/`, ROOT);
  const numbers = new Set(readdirSync(folder).map((name) => name.slice(0, 3)));
  return [...numbers]
    .toSorted()
    .flatMap((name) => eventsOfEnvelope(readBody(folder, name)).map((payload) => ({ name, payload })));
}

export function readText(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

function readBody(folder: URL, name: string): string {
  const decoded = new URL(`${name}.body.decoded`, folder);
  return readFileSync(existsSync(decoded) ? decoded : new URL(`${name}.body.raw`, folder), 'utf8');
}

/** Recorded envelopes hold one item per two lines; bodies of other kinds hold no line that says `event`. */
function eventsOfEnvelope(body: string): readonly JsonObject[] {
  const lines = body.split('\n');
  return lines.flatMap((line, index) =>
    /^\{"type":"event"[,}]/.test(line) ? [JSON.parse(lines[index + 1] ?? '{}') as JsonObject] : [],
  );
}
