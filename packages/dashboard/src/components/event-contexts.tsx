import type { Json, JsonObject, NormalizedEvent } from '@bugsage/core';
import { KeyValues } from './key-values.tsx';
import { Panel } from './panel.tsx';

type Entry = readonly [string, Json];
type Part = { readonly title: string; readonly entries: readonly Entry[] };

/** Request, user, contexts and everything else the event brought along. */
export function EventContexts({ event }: { readonly event: NormalizedEvent }) {
  const parts = [
    { title: 'Request', entries: requestEntries(event) },
    { title: 'User', entries: userEntries(event) },
    { title: 'Event', entries: eventEntries(event) },
    ...Object.entries(event.contexts).map(([title, value]) => ({ title, entries: entriesOf(value) })),
    { title: 'Extra', entries: Object.entries(event.extra) },
    { title: 'Modules', entries: Object.entries(event.modules) },
    { title: 'Repaired on arrival', entries: event.notes.map((note) => [note.path, note.error] as const) },
  ].filter((part) => part.entries.length > 0);
  return (
    <Panel title="Context">
      {parts.map((part, index) => (
        // Names of contexts come from the event and may repeat ours.
        // oxlint-disable-next-line react/no-array-index-key
        <ContextPart key={index} part={part} opened={index < 3} />
      ))}
    </Panel>
  );
}

function ContextPart({ part, opened }: { readonly part: Part; readonly opened: boolean }) {
  return (
    <details className="fold" open={opened}>
      <summary>{part.title}</summary>
      <KeyValues entries={part.entries} />
    </details>
  );
}

function requestEntries({ request }: NormalizedEvent): readonly Entry[] {
  if (request === null) return [];
  const { method, url, query_string: query, headers, data } = request;
  return [...known({ method, url, query, body: data }), ...headers];
}

function userEntries({ user }: NormalizedEvent): readonly Entry[] {
  if (user === null) return [];
  const { data, ...rest } = user;
  return [...known(rest), ...Object.entries(data ?? {})];
}

function eventEntries(event: NormalizedEvent): readonly Entry[] {
  return known({
    id: event.event_id,
    platform: event.platform,
    level: event.level,
    environment: event.environment,
    release: event.release,
    dist: event.dist,
    server: event.server_name,
    transaction: event.transaction,
    logger: event.logger,
    message: event.message?.formatted ?? null,
    sdk: event.sdk === null ? null : `${event.sdk.name} ${event.sdk.version}`,
    source: event.source,
    times_seen: event.times_seen === 1 ? null : event.times_seen,
  });
}

function entriesOf(value: Json): readonly Entry[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.entries(value as JsonObject);
  return [['value', value]];
}

function known(values: JsonObject): readonly Entry[] {
  return Object.entries(values).filter(([, value]) => value !== null && value !== '');
}
