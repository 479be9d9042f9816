import { isIPv6 } from 'node:net';
import { FILTERED } from './marker.ts';

/**
 * RFC 5321: 64 characters before the at sign, 255 after it. More is no address, and nothing is searched
 * twice. `=`, `/`, `?`, `&` and `%` may stand in one, but nearly always are of the URL around it.
 */
const LOCAL_LENGTH_MAX = 64;
const DOMAIN_LENGTH_MAX = 255;
/** Two labels at least, the last without digits in front: `shop@1.4.2` names a version. */
const ENDS_IN_NAME = /^[^.-][^]*\.[^\d.-][^.]+\.?$/;
const LOCAL = /[A-Za-z0-9.!#$'*+^_`{|}~\u0080-\uFFFF-]/;
const DOMAIN = /[A-Za-z0-9.\u0080-\uFFFF-]/;

/** Replaces e-mail addresses, also percent-encoded ones: from each at sign as far as an address goes to both sides. */
export function filterEmails(text: string): string {
  let result = '';
  let copied = 0;
  for (const sign of text.matchAll(/@|%40/g)) {
    const afterSign = sign.index + sign[0].length;
    const start = runStart(text, {
      end: sign.index,
      from: copied,
      lengthMax: LOCAL_LENGTH_MAX,
      character: LOCAL,
    });
    const end = runEnd(text, afterSign, DOMAIN_LENGTH_MAX, DOMAIN);
    if (start === sign.index || !ENDS_IN_NAME.test(text.slice(afterSign, end))) continue;
    result += text.slice(copied, start) + FILTERED;
    // A full stop behind it ends the sentence.
    copied = text[end - 1] === '.' ? end - 1 : end;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function runStart(
  text: string,
  { end, from, lengthMax, character }: { end: number; from: number; lengthMax: number; character: RegExp },
): number {
  let start = end;
  while (start > from && end - start < lengthMax && character.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function runEnd(text: string, start: number, lengthMax: number, character: RegExp): number {
  let end = start;
  while (end < text.length && end - start < lengthMax && character.test(text.charAt(end))) end += 1;
  return end;
}

/** Runs of what addresses are made of; each is looked at once. */
const ADDRESS_RUN = /[0-9A-Fa-f:.]{3,}/g;
const ADDRESS_LENGTH_MAX = 64;
const IPV4 = /^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;

/** Replaces IPv4 and IPv6 addresses, with and without a port behind them. `1.2.3` is a version and stays. */
export function filterIpAddresses(text: string): string {
  return text.replaceAll(ADDRESS_RUN, (run, at: number) => {
    const isInWord = /[\w-]/.test(text.charAt(at - 1)) || /\w/.test(text.charAt(at + run.length));
    if (isInWord || run.length > ADDRESS_LENGTH_MAX) return run;
    const address = run.replace(/[.:]+$/, '');
    const [host = '', port] = address.split(':', 2);
    const isAddress =
      isIPv6(address) || (IPV4.test(host) && address === [host, port].join(port === undefined ? '' : ':'));
    return isAddress ? FILTERED + run.slice(address.length) : run;
  });
}
