import { isJsonObject, LIMITS, type JsonObject, type NormalizedEvent } from '@bugsage/core';
import { NORMALIZE_LIMITS } from './limits.ts';
import { jsonText } from './json-value.ts';
import type { Note } from './notes.ts';
import { cutText, readText, scalarText } from './text.ts';

type Message = NormalizedEvent['message'];

/** `logentry`, else `message` (text or object): template and filled text; the template only when it differs. */
export function readMessage(payload: JsonObject, note: Note): Message {
  return readEntry(payload['logentry'], 'logentry', note) ?? readEntry(payload['message'], 'message', note);
}

function readEntry(entry: unknown, path: string, note: Note): Message {
  if (!isJsonObject(entry)) {
    const text = readText(entry, messageBounds(path), note);
    return text === null ? null : { template: null, formatted: text };
  }
  const template = readText(entry['message'], messageBounds(`${path}.message`), note);
  const sent = readText(entry['formatted'], messageBounds(`${path}.formatted`), note);
  const filled =
    sent ??
    (template === null ? null : cutText(fillTemplate(template, entry['params']), LIMITS.messageLengthMax));
  if (filled === null) return null;
  return { template: template === filled ? null : template, formatted: filled };
}

function messageBounds(path: string): { path: string; lengthMax: number; tolerance: number } {
  return { path, lengthMax: LIMITS.messageLengthMax, tolerance: NORMALIZE_LIMITS.messageTolerance };
}

/** Placeholders of printf (`%s`, `%(name)s`) and of format strings (`{}`, `{0}`, `{name}`). No nesting: linear. */
const PLACEHOLDER = /%(?:%|\((\w{1,64})\)[sdrif]|[sdrif])|\{(\w{0,64})\}/g;

/** Fills a template; a placeholder without a parameter stays as it is. */
export function fillTemplate(template: string, parameters: unknown): string {
  const list = Array.isArray(parameters) ? parameters : null;
  const map = isJsonObject(parameters) ? parameters : null;
  if (list === null && map === null) return template;
  let next = 0;
  return template.replaceAll(PLACEHOLDER, (placeholder: string, printfName?: string, braceName?: string) => {
    if (placeholder === '%%') return '%';
    const name = printfName ?? braceName ?? '';
    if (map !== null) return Object.hasOwn(map, name) ? parameterText(map[name]) : placeholder;
    const index = name === '' ? next : Number(name);
    if (name === '') next += 1;
    return list !== null && index < list.length ? parameterText(list[index]) : placeholder;
  });
}

function parameterText(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? jsonText(value) : (scalarText(value) ?? 'null');
  return cutText(text, NORMALIZE_LIMITS.messageParameterLengthMax);
}
