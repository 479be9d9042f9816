import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Bug = {
  readonly id: BugId;
  readonly class: string;
  readonly side: 'server' | 'browser';
  /** Path from the shop repository's root. */
  readonly file: string;
  /** The source text that throws, found once in the file: line numbers follow the source. */
  readonly throws: string;
  /** The line where the wrong value comes from, an equally right answer. */
  readonly origin?: string;
  /** Part of the error's message that no other bug has. */
  readonly message: string;
  readonly action: string;
  /** False where only an operator can help. */
  readonly fixable: boolean;
};

export type BugId =
  | 'unknown-coupon'
  | 'carrier-error-page'
  | 'missing-await'
  | 'missing-callback'
  | 'missing-element'
  | 'payments-down';

/** A bug with the lines of one checkout, 1-based. */
export type LocatedBug = Bug & { readonly line: number; readonly linesAccepted: readonly number[] };

export const BUGS: readonly Bug[] = [
  {
    id: 'unknown-coupon',
    class: 'nullish access after a lookup without result',
    side: 'server',
    file: 'server/pricing.js',
    throws: 'if (subtotal < coupon.minimum) return 0;',
    origin: 'const coupon = findCoupon(code);',
    message: "Cannot read properties of undefined (reading 'minimum')",
    action: 'applies a mistyped coupon code',
    fixable: true,
  },
  {
    id: 'carrier-error-page',
    class: 'JSON.parse of an HTML error page',
    side: 'server',
    file: 'server/shipping.js',
    throws: 'const { rates } = JSON.parse(text);',
    message: "Unexpected token '<'",
    action: 'asks for shipping to Iceland while the carrier answers 502',
    fixable: true,
  },
  {
    id: 'missing-await',
    class: 'unhandled rejection through a missing await',
    side: 'server',
    file: 'server/recommendations.js',
    throws: "const kept = orders.filter((order) => order.status !== 'cancelled');",
    origin: 'const orders = listOrders(customerId);',
    message: 'orders.filter is not a function',
    action: 'places an order while signed in',
    fixable: true,
  },
  {
    id: 'missing-callback',
    class: 'optional callback called without being given',
    side: 'browser',
    file: 'assets/quantity.js',
    throws: 'onChange(next);',
    message: 'onChange is not a function',
    action: 'presses + on the product list',
    fixable: true,
  },
  {
    id: 'missing-element',
    class: 'DOM element that the page does not have',
    side: 'browser',
    file: 'assets/basket-badge.js',
    throws: 'badge.textContent = String(count);',
    origin: "const badge = root.querySelector('[data-basket-count]');",
    message: "Cannot set properties of null (setting 'textContent')",
    action: 'opens the checkout page, which has a slim header',
    fixable: true,
  },
  {
    id: 'payments-down',
    class: 'connection refused by a service we depend on',
    side: 'server',
    file: 'server/payments.js',
    throws: 'const response = await fetch(`${PROVIDER_URL}/charges`, {',
    message: 'fetch failed',
    action: 'pays by card while the payment provider is down',
    fixable: false,
  },
];

/** Finds the lines of every bug in a checkout of the shop. Throws when a text is not there exactly once. */
export async function locateBugs(directory: string): Promise<LocatedBug[]> {
  return Promise.all(BUGS.map(async (bug) => locate(bug, await readFile(join(directory, bug.file), 'utf8'))));
}

function locate(bug: Bug, source: string): LocatedBug {
  const line = lineOf(source, bug.throws);
  const linesAccepted = bug.origin ? [line, lineOf(source, bug.origin)] : [line];
  return { ...bug, line, linesAccepted };
}

function lineOf(source: string, text: string): number {
  const found = source.split('\n').flatMap((line, index) => (line.trim() === text ? [index + 1] : []));
  if (found.length !== 1) throw new Error(`Expected one line "${text}", found ${found.length}.`);
  return found[0] as number;
}
