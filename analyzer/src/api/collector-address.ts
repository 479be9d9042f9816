import { formatDsn, type Configuration } from '@bugsage/core';

/** Listening on all addresses is no address to send to. */
const WILDCARD_HOSTS = new Set(['0.0.0.0', '::', '[::]']);

/** Where SDKs send to: the public address when there is one, else host and port. */
export function collectorUrl(configuration: Configuration): URL {
  if (configuration.BUGSAGE_PUBLIC_COLLECTOR_URL !== undefined) {
    return new URL(configuration.BUGSAGE_PUBLIC_COLLECTOR_URL);
  }
  const { BUGSAGE_HOST: host, BUGSAGE_COLLECTOR_PORT: port } = configuration;
  const name = WILDCARD_HOSTS.has(host) ? '127.0.0.1' : host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`);
}

export function dsnOf(configuration: Configuration, key: { public_key: string; project_id: number }): string {
  const { origin, pathname } = collectorUrl(configuration);
  return formatDsn({
    origin,
    pathPrefix: pathname.replace(/\/+$/, ''),
    key: key.public_key,
    projectId: key.project_id,
  });
}
