/** What ends the stream of servers that speak OpenAI's formats. */
export const DONE = Symbol('[DONE]');

/**
 * Data of the events of a whole `text/event-stream` body (WHATWG HTML, 9.2.6), parsed as JSON. Left out are data that are
 * no JSON, and an event the body ends in: only an empty line ends one.
 */
export function readServerSentEvents(body: string): unknown[] {
  const events: unknown[] = [];
  let data: string[] = [];
  const lines = body.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  // What stands behind the last line end is no line.
  for (const line of lines.slice(0, -1)) {
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    if (line !== '' || data.length === 0) continue;
    const value = parse(data.join('\n'));
    if (value !== undefined) events.push(value);
    data = [];
  }
  return events;
}

function parse(data: string): unknown {
  if (data === '[DONE]') return DONE;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return undefined;
  }
}
