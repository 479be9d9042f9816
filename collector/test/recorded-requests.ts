import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Folder of requests that unmodified SDKs sent to a recording server. */
export const RECORDED_REQUESTS = 'captured-sdk-traffic';
const FOLDER = new URL(`../../../shared/corpora/${RECORDED_REQUESTS}/`, import.meta.url);

export type RecordedRequest = {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it came over the wire, but chunked bodies without their framing. */
  readonly body: Buffer;
  /** The body without its content encoding. */
  readonly plain: Buffer;
};

/** Of all SDKs, in the order of their names. */
export function readRecordedRequests(): readonly RecordedRequest[] {
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.request.json'))
    .map((file) => {
      const name = file.slice(0, -'.request.json'.length);
      const { method, url, headers } = JSON.parse(
        readFileSync(new URL(file, FOLDER), 'utf8'),
      ) as RecordedRequest;
      const raw = new URL(`${name}.body.raw`, FOLDER);
      const body = existsSync(raw) ? readFileSync(raw) : Buffer.alloc(0);
      const decoded = new URL(`${name}.body.decoded`, FOLDER);
      return { name, method, url, headers, body, plain: existsSync(decoded) ? readFileSync(decoded) : body };
    })
    .filter(({ url }) => /^\/api\/\d+\/(?:envelope|store)\//.test(url))
    .toSorted((left, right) => left.name.localeCompare(right.name));
}
