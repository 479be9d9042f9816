import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address-policy.ts';
import { addressRefused } from './check-url.ts';
import { OUTBOUND_LIMITS } from './limits.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const resolveWithSystem: Resolve = async (hostname) =>
  (await systemLookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * Connects to the very address that was checked: the name is looked up once, all its addresses are judged, and the
 * socket is given the numeric one, so that a name that changes its answer (DNS rebinding) has no second question to
 * answer. The name stays the one TLS certificates are checked against.
 */
export function createPinnedConnector(
  policy: AddressPolicy,
  resolve: Resolve = resolveWithSystem,
): buildConnector.connector {
  const connect = buildConnector({ timeout: OUTBOUND_LIMITS.timeoutMs, autoSelectFamily: false });
  const connectPinned = async (
    ...[options, callback]: Parameters<buildConnector.connector>
  ): Promise<void> => {
    const { hostname, protocol } = options;
    const port = Number(options.port || (protocol === 'https:' ? 443 : 80));
    let address: string;
    try {
      address = await pin(hostname, port, policy, resolve);
    } catch (error) {
      callback(error as Error, null);
      return;
    }
    const servername = options.servername ?? (isIP(hostname) === 0 ? hostname : undefined);
    connect({ ...options, hostname: address, ...(servername === undefined ? {} : { servername }) }, callback);
  };
  return (options, callback) => void connectPinned(options, callback);
}

async function pin(host: string, port: number, policy: AddressPolicy, resolve: Resolve): Promise<string> {
  const literal = host.replace(/^\[|\]$/g, '');
  const addresses = isIP(literal) === 0 ? await resolve(literal) : [literal];
  const [first] = addresses;
  // One private address among public ones is no mistake of a careful operator: the whole name is refused.
  const areAllowed = addresses
    .slice(0, OUTBOUND_LIMITS.addressesMax)
    .every((address) => policy.allowsAddress(address, host, port));
  if (first === undefined || !areAllowed || !policy.allowsPort(host, port)) throw addressRefused(host);
  return first;
}
