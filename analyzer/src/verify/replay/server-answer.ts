import type { Recorder } from './recorder.ts';

const WHOLE = 'json jsonp send sendFile sendfile sendStatus download redirect render'.split(' ');
const HEAD = 'writeHead flushHeaders'.split(' ');
const SETTING =
  'setHeader removeHeader set header append attachment cookie clearCookie contentType type links location vary format'.split(
    ' ',
  );
const OTHER = 'status getHeader get on once write end'.split(' ');

/**
 * What a server gives its handlers to answer with, in the words of Node.js and Express. As in both, whatever sets or
 * sends headers once they are sent throws, and reaches nobody. What does reach somebody is recorded.
 */
export function serverAnswer(error: string, recorder: Recorder): object {
  let isSent = false;
  let isEnded = false;
  const answer: Record<string, unknown> = { statusCode: 200, locals: {} };
  const method = (name: string, does: 'whole' | 'head' | 'sets' | 'other'): void => {
    answer[name] = (...values: unknown[]): unknown => {
      if (isSent && does !== 'other')
        throw Object.assign(new Error(error), { code: 'ERR_HTTP_HEADERS_SENT' });
      // A second end does nothing.
      if (isEnded && name === 'end') return answer;
      recorder.effect(`answer.${name}`, values);
      isSent ||= does === 'whole' || does === 'head' || name === 'write' || name === 'end';
      isEnded ||= does === 'whole' || name === 'end';
      if (name === 'status') answer['statusCode'] = values[0];
      return answer;
    };
  };
  for (const name of WHOLE) method(name, 'whole');
  for (const name of HEAD) method(name, 'head');
  for (const name of SETTING) method(name, 'sets');
  for (const name of OTHER) method(name, 'other');
  const state = (get: () => boolean) => ({ get, enumerable: false, configurable: true });
  Object.defineProperties(answer, {
    headersSent: state(() => isSent),
    writableEnded: state(() => isEnded),
    finished: state(() => isEnded),
  });
  return answer;
}
