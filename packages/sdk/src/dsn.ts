/** Where and with which key to send. */
export type Endpoint = readonly [key: string, url: string];

/**
 * Parses `scheme://key@host[:port][/prefix]/project` into the batch endpoint. Undefined for anything else: a wrong
 * DSN must not stop the host.
 */
export function parseDsn(dsn: string | undefined, tunnel?: string): Endpoint | undefined {
  const [, scheme, key, host, project] = /^(https?:\/\/)(\w{32})@(.+)\/(\d+)\/?$/.exec(dsn as string) ?? [];
  return key ? [key, tunnel || `${scheme}${host}/api/${project}/batch/`] : undefined;
}
