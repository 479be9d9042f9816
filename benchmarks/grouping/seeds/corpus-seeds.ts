import { isJsonObject, type JsonObject, type NormalizedEvent } from '@bugsage/core';
import { normalize } from '@bugsage/collector/normalize';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mainOf } from '../event.ts';

/** Recorded events beside the repository; they are read where they are, never copied into it. */
export const CORPORA = new URL('../../../../shared/corpora/', import.meta.url);

const FOLDERS = [
  'sentry-event-samples',
  'sentry-grouping/grouping_inputs',
  'relay-fixtures',
  'glitchtip',
  'js-crash/cases',
] as const;

/** Distinct events with an exception of all recorded data that is there; empty without any. */
export function corpusSeeds(): readonly NormalizedEvent[] {
  const seeds = new Map<string, NormalizedEvent>();
  for (const folder of FOLDERS) {
    for (const payload of readFolder(folder)) {
      const event = eventOfPayload(payload);
      if (event === null) continue;
      const main = mainOf(event);
      seeds.set(
        `${main.type}|${main.value}|${main.frames.map((frame) => `${frame.function}@${frame.lineno}`).join('|')}`,
        event,
      );
    }
  }
  return [...seeds.values()];
}

function readFolder(folder: string): readonly JsonObject[] {
  const url = new URL(`${folder}/`, CORPORA);
  if (!existsSync(url)) return [];
  const names = readdirSync(url, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  return names.toSorted().flatMap((name) => {
    try {
      const json: unknown = JSON.parse(readFileSync(new URL(name, url), 'utf8'));
      return isJsonObject(json) ? [json] : [];
    } catch {
      // Some samples are broken on purpose.
      return [];
    }
  });
}

function eventOfPayload(json: JsonObject): NormalizedEvent | null {
  const payload = isJsonObject(json['error']) ? crashCase(json, json['error']) : json;
  const event = normalize({
    event_id: '0123456789abcdef0123456789abcdef',
    project_id: 1,
    ingest_key: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    source: 'sentry',
    received_at: 1_790_000_000_000,
    sent_at: null,
    remote_address: null,
    user_agent: null,
    times_seen: 1,
    payload,
  });
  const main = event.exceptions.at(-1);
  return main === undefined || main.type === null ? null : { ...event, client_fingerprint: null };
}

/** Cases of verified crashes hold the frames beside the error, newest call first. */
function crashCase(json: JsonObject, error: JsonObject): JsonObject {
  const frames = Array.isArray(json['frames']) ? json['frames'].toReversed() : [];
  return {
    platform: 'node',
    exception: {
      values: [{ type: error['type'] ?? null, value: error['value'] ?? null, stacktrace: { frames } }],
    },
  };
}
