import { BlockList, SocketAddress, isIP } from 'node:net';

export type ClientAddress = (peer: string, forwardedFor: string) => string;

/**
 * Builds the function that says who the client is. Without trusted proxies it is the peer, always: anybody can send
 * `X-Forwarded-For`. With them it is the last address of the header that is not itself a trusted proxy.
 */
export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  if (trustedProxies.length === 0) return canonicalAddress;
  const trusted = new BlockList();
  for (const proxy of trustedProxies) addRange(trusted, proxy);
  const isTrusted = (address: string): boolean => {
    const version = isIP(address);
    return version !== 0 && trusted.check(address, version === 4 ? 'ipv4' : 'ipv6');
  };
  return (peer, forwardedFor) => {
    let client = canonicalAddress(peer);
    const hops = forwardedFor === '' ? [] : forwardedFor.split(',');
    while (hops.length > 0 && isTrusted(client)) {
      const hop = canonicalAddress((hops.pop() as string).trim());
      if (isIP(hop) === 0) break;
      client = hop;
    }
    return client;
  };
}

/** `::ffff:192.0.2.1` is an IPv4 client on a dual-stack socket; IPv6 is written in its short form (RFC 5952). */
function canonicalAddress(address: string): string {
  if (!address.includes(':')) return address;
  if (isIP(address) === 0) return address;
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  return short.startsWith('::ffff:') && short.includes('.') ? short.slice('::ffff:'.length) : short;
}

function addRange(list: BlockList, range: string): void {
  const [address = '', prefix] = range.split('/');
  const version = isIP(address);
  if (version === 0)
    throw new Error(`Trusted proxy ${JSON.stringify(range)} is neither an address nor a CIDR range.`);
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}
