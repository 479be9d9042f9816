import type { Connection } from '@bugsage/backends';
import { formatDsn, type Configuration } from '@bugsage/core';

type Running = { readonly port: number } | null;

/** Where SDKs send. The other half of a two-process installation keeps the address it wrote itself. */
export function collectorAddress(
  configuration: Configuration,
  running: Running,
  earlier: Connection | null,
): string {
  if (configuration.BUGSAGE_PUBLIC_COLLECTOR_URL !== undefined)
    return configuration.BUGSAGE_PUBLIC_COLLECTOR_URL;
  if (running === null && earlier !== null) return earlier.collectorUrl;
  return localUrl(configuration.BUGSAGE_HOST, running?.port ?? configuration.BUGSAGE_COLLECTOR_PORT);
}

/** Where the API hands reports to the collector: past any proxy when it runs in the same process. */
export function reportAddress(configuration: Configuration, running: Running, publicAddress: string): string {
  return running === null ? publicAddress : localUrl(configuration.BUGSAGE_HOST, running.port);
}

/** Where people and programs find API and dashboard. */
export function apiAddress(
  configuration: Configuration,
  running: Running,
  earlier: Connection | null,
): string {
  if (configuration.BUGSAGE_PUBLIC_URL !== undefined) return configuration.BUGSAGE_PUBLIC_URL;
  if (running === null && earlier !== null) return earlier.apiUrl;
  return localUrl(configuration.BUGSAGE_HOST, running?.port ?? configuration.BUGSAGE_API_PORT);
}

export function dsnFor(collectorUrl: string, key: string): string {
  const { origin, pathname } = new URL(collectorUrl);
  return formatDsn({ origin, pathPrefix: pathname.replace(/\/+$/, ''), key, projectId: 1 });
}

/** A server that listens everywhere is reached from this machine by name. */
function localUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
