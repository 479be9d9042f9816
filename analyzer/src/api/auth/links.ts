import type { Configuration } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';

/** Where people reach the dashboard: the public address, else the name the request came in by. */
export function dashboardUrl(configuration: Configuration, request: FastifyRequest): string {
  const url = configuration.BUGSAGE_PUBLIC_URL ?? `${request.protocol}://${request.host}`;
  return url.replace(/\/+$/, '');
}

/** The secret stands behind `#`, which browsers send to nobody: it is in no log and no referrer. */
export function secretLink(base: string, page: 'invitation' | 'password', secret: string): string {
  return `${base}/${page}#${secret}`;
}
