import { isJsonObject, type Json, type JsonObject } from '@bugsage/core';

/** What filters look at, in lower case, read from an event as the client sent it: normalize has not run yet. */
export type FilterSubject = {
  readonly types: readonly string[];
  /** Messages and exception values, and `Type: value` as titles show them. */
  readonly messages: readonly string[];
  /** File of the crashing call of each exception. */
  readonly crashPaths: readonly string[];
  readonly paths: readonly string[];
  readonly hasFrames: boolean;
  readonly release: string | null;
  readonly environment: string | null;
  readonly pageUrl: string | null;
  /** Of the visitor when a server reports for one, else of the client that sent the event. */
  readonly userAgent: string;
};

/** Text that filters look at, in characters; more never decides, and costs. */
const TEXT_LENGTH_MAX = 512;
const PATH_LENGTH_MAX = 256;
/** The newest of each: rules look at every text, and an event may have thousands. */
const EXCEPTIONS_MAX = 5;
const FRAMES_MAX = 10;

export function filterSubject(payload: JsonObject, senderAgent: string): FilterSubject {
  const exceptions = listOf(payload['exception']).slice(-EXCEPTIONS_MAX);
  const stacks = exceptions.map((exception) => framePaths(exception['stacktrace']));
  const request = objectOf(payload['request']);
  return {
    types: exceptions.flatMap((exception) => texts(exception['type'])),
    messages: [...exceptions.flatMap(exceptionMessages), ...messagesOf(payload)],
    crashPaths: stacks.flatMap((paths) => paths.slice(-1)),
    paths: stacks.flat(),
    hasFrames: stacks.some((paths) => paths.length > 0),
    release: texts(payload['release'])[0] ?? null,
    environment: texts(payload['environment'])[0] ?? null,
    pageUrl: texts(request['url'])[0] ?? null,
    userAgent: headerOf(request['headers'], 'user-agent') ?? senderAgent.toLowerCase(),
  };
}

/** `{values: [...]}`, a list, or one object (protocol.md 1.12). */
function listOf(value: Json | undefined): JsonObject[] {
  const values = isJsonObject(value) && value['values'] !== undefined ? value['values'] : value;
  return (Array.isArray(values) ? (values as readonly Json[]) : [values]).filter(isJsonObject);
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function texts(value: Json | undefined, lengthMax = TEXT_LENGTH_MAX): string[] {
  return typeof value === 'string' && value !== '' ? [value.slice(0, lengthMax).toLowerCase()] : [];
}

function exceptionMessages(exception: JsonObject): string[] {
  const [type] = texts(exception['type']);
  return texts(exception['value']).flatMap((value) =>
    type === undefined ? [value] : [value, `${type}: ${value}`],
  );
}

function messagesOf(payload: JsonObject): string[] {
  const entries = [payload['message'], payload['logentry']];
  return entries.flatMap((entry) =>
    isJsonObject(entry) ? ['formatted', 'message'].flatMap((name) => texts(entry[name])) : texts(entry),
  );
}

/** Oldest call first, as clients send them; the newest ones are kept. */
function framePaths(stack: Json | undefined): string[] {
  const { frames } = objectOf(stack);
  if (!Array.isArray(frames)) return [];
  return (frames as readonly Json[]).slice(-FRAMES_MAX).flatMap((frame) => {
    const { abs_path: absolute, filename } = objectOf(frame);
    return texts(absolute ?? filename, PATH_LENGTH_MAX);
  });
}

/** Headers are an object or a list of pairs. */
function headerOf(headers: Json | undefined, name: string): string | undefined {
  const pairs: readonly (readonly [Json | undefined, Json | undefined])[] = Array.isArray(headers)
    ? (headers as readonly Json[]).flatMap((pair) =>
        Array.isArray(pair) ? [[pair[0], pair[1]] as const] : [],
      )
    : Object.entries(objectOf(headers));
  const found = pairs.find(([key]) => typeof key === 'string' && key.toLowerCase() === name);
  return found === undefined ? undefined : texts(found[1])[0];
}
