/** A connection that could not be made or was lost. */
export type ConnectionMessage = {
  readonly code: string;
  /** Empty when the message does not name it. */
  readonly host: string;
  readonly port: string;
};

const CODE =
  /\b(?<code>ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EPIPE)\b/;
const ADDRESS =
  /(?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET) (?<host>\[?[\w.:-]+\]?):(?<port>\d{1,5})\b/;
const NAME = /(?:ENOTFOUND|EAI_AGAIN) (?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?/;
const BROWSER =
  /^(?:TypeError: )?(?:Failed to fetch|Load failed|fetch failed|NetworkError when attempting to fetch resource)(?:\.|:| \([\w.:-]{1,253}\))?(?:$|\s*https?:)/;

export function parseConnectionMessage(message: string): ConnectionMessage | null {
  const code = CODE.exec(message)?.groups?.['code'];
  if (code === undefined) return BROWSER.test(message) ? { code: 'network', host: '', port: '' } : null;
  const found = ADDRESS.exec(message)?.groups ?? NAME.exec(message)?.groups;
  return { code, host: found?.['host'] ?? '', port: found?.['port'] ?? '' };
}
