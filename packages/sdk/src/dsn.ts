/** Where and with which key to send. */
export type Endpoint = { url: string; key: string };

/**
 * Parses `scheme://key@host[:port][/prefix]/project` into the batch endpoint. Undefined for anything else: a wrong
 * DSN must not stop the host.
 */
export function parseDsn(dsn: string | undefined): Endpoint | undefined {
  const match = /^(https?:\/\/)([0-9a-f]{32})(?::[^@/]*)?@([^/@?#]+)((?:\/[^/?#]+)*)\/(\d+)\/?$/.exec(
    dsn ?? '',
  );
  if (!match) return undefined;
  const [, scheme, key, host, prefix, project] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { key, url: `${scheme}${host}${prefix}/api/${project}/batch/` };
}
