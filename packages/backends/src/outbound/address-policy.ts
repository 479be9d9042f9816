import ipaddr from 'ipaddr.js';
import { BugSageError } from '@bugsage/core';

/**
 * What the operator allows beyond the public Internet: `10.0.0.0/8`, `192.168.1.7`, or a name with or without port
 * (`jira.corp.example`, `chat.corp.example:6667`).
 */
export type AddressPolicy = {
  /** Whether a connection to this numeric address may be made for this host and port. */
  allowsAddress(address: string, host: string, port: number): boolean;
  /** Whether this port may be reached at all on this host. */
  allowsPort(host: string, port: number): boolean;
};

/** Services that take commands from anybody who can connect; a request smuggled into one is obeyed. */
const SERVICE_PORTS = new Set([
  1_433, 1_521, 2_049, 2_375, 2_379, 3_306, 3_389, 4_222, 5_432, 5_672, 5_900, 6_000, 6_379, 6_443, 8_123,
  9_000, 9_042, 9_092, 9_200, 11_211, 27_017,
]);
const WEB_PORTS = new Set([80, 443]);
const PRIVILEGED_PORT_MAX = 1_023;

/** IPv6 prefixes that carry an IPv4 address inside: what is reached is the inner one. */
const TRANSLATED = ['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32', '::/96'].map((range) =>
  ipaddr.parseCIDR(range),
);

export function createAddressPolicy(allowed: readonly string[]): AddressPolicy {
  const rules = allowed.map(parseRule);
  const isAllowedHost = (host: string, port: number) =>
    rules.some((rule) => rule.kind === 'host' && rule.host === host && (rule.port ?? port) === port);
  const isAllowedAddress = (address: string) => {
    const parsed = parseAddress(address);
    return parsed !== null && rules.some((rule) => rule.kind === 'range' && matches(parsed, rule.range));
  };
  return {
    allowsAddress: (address, host, port) =>
      isPublicAddress(address) || isAllowedAddress(address) || isAllowedHost(plain(host), port),
    allowsPort: (host, port) =>
      WEB_PORTS.has(port) ||
      (port > PRIVILEGED_PORT_MAX && !SERVICE_PORTS.has(port)) ||
      isAllowedHost(plain(host), port) ||
      isAllowedAddress(plain(host)),
  };
}

/** Ordinary unicast addresses of the Internet; everything with a special meaning (RFC 6890) is not public. */
export function isPublicAddress(address: string): boolean {
  const parsed = parseAddress(address);
  if (parsed === null || parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || !TRANSLATED.some((range) => matches(parsed, range));
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];
type Rule =
  | { readonly kind: 'range'; readonly range: Range }
  | { readonly kind: 'host'; readonly host: string; readonly port: number | null };

/** The address that is reached: IPv4 inside IPv6 is IPv4, and a zone only names an interface of this machine. */
function parseAddress(address: string): Address | null {
  const [bare = ''] = plain(address).split('%');
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function parseRule(text: string): Rule {
  if (/^[\d.]+(\/\d+)?$|:.*:/.test(text)) {
    try {
      const bits = text.includes(':') ? 128 : 32;
      return { kind: 'range', range: ipaddr.parseCIDR(text.includes('/') ? text : `${text}/${bits}`) };
    } catch (cause) {
      throw wrongRule(text, cause);
    }
  }
  const match = /^([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(text);
  if (match?.[1] === undefined) throw wrongRule(text);
  return { kind: 'host', host: plain(match[1]), port: match[2] === undefined ? null : Number(match[2]) };
}

function matches(address: Address, [network, bits]: Range): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

/** Lower case, without the brackets of a URL and the dot that ends a full name. */
function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}

function wrongRule(text: string, cause?: unknown): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message: `BUGSAGE_OUTBOUND_ALLOW has ${JSON.stringify(text)}, which is no address, range (10.0.0.0/8) or host name.`,
    cause,
  });
}
