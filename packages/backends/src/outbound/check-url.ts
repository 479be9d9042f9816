import { isIP } from 'node:net';
import { BugSageError } from '@bugsage/core';
import type { AddressPolicy } from './address-policy.ts';
import { OUTBOUND_LIMITS } from './limits.ts';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/**
 * Reads an address that somebody chose. What can be told without a lookup is told here, for an early answer to whoever
 * types it; the connection itself is checked again. Throws `BugSageError` `outbound_url_refused`.
 */
export function checkOutboundUrl(given: string | URL, policy: AddressPolicy): URL {
  const text = String(given);
  if (text.length > OUTBOUND_LIMITS.urlLengthMax)
    throw refused(`The address is longer than ${OUTBOUND_LIMITS.urlLengthMax} characters.`);
  const url = URL.parse(text);
  const defaultPort = DEFAULT_PORTS[url?.protocol ?? ''];
  if (url === null || defaultPort === undefined || url.hostname === '')
    throw refused('The address is no http or https URL.');
  if (url.username !== '' || url.password !== '')
    throw refused('The address must not contain a user or password.');
  const port = url.port === '' ? defaultPort : Number(url.port);
  if (!policy.allowsPort(url.hostname, port)) throw refused(`Port ${port} is not reached from here.`);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !policy.allowsAddress(literal, url.hostname, port))
    throw addressRefused(url.hostname);
  return url;
}

export function addressRefused(host: string): BugSageError {
  return refused(
    `${host} is not an address of the public Internet. The operator can allow it with BUGSAGE_OUTBOUND_ALLOW.`,
  );
}

function refused(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'outbound_url_refused', message });
}
