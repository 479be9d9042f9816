import { weightOf } from './basket.js';
import { sessionFor } from './session.js';

const CARRIER_URL = process.env.SHIPPING_RATES_URL ?? 'http://127.0.0.1:3100';
const KEEP_MS = 10 * 60 * 1000;
const FLAT_RATE = { service: 'standard', price: 690, days: 5 };

const answers = new Map();

/** The carrier's offers for a parcel: `[{ service, price, days }]`, empty when it has none. */
export async function fetchRates(country, grams) {
  const path = `/rates?country=${encodeURIComponent(country)}&grams=${grams}`;
  const kept = answers.get(path);
  if (kept && kept.until > Date.now()) return JSON.parse(kept.text).rates;

  const response = await fetch(CARRIER_URL + path);
  const text = await response.text();
  const { rates } = JSON.parse(text);
  answers.set(path, { text, until: Date.now() + KEEP_MS });
  return rates;
}

/** Parcel shops near a postal code: `[{ name, street }]`. */
export async function fetchPickupPoints(country, postalCode) {
  const path = `/pickup-points?country=${encodeURIComponent(country)}&postal_code=${encodeURIComponent(postalCode)}`;
  const response = await fetch(CARRIER_URL + path);
  if (!response.ok) return [];
  const { points } = JSON.parse(await response.text());
  return points;
}

export function cheapest(rates) {
  if (rates.length === 0) return FLAT_RATE;
  return rates.reduce((best, rate) => (rate.price < best.price ? rate : best));
}

export async function quoteShipping(basket, country) {
  return cheapest(await fetchRates(country, weightOf(basket)));
}

export const shippingRoutes = [
  {
    method: 'GET',
    path: '/api/shipping',
    handler: async ({ request, response, url }) => {
      const country = url.searchParams.get('country') ?? 'DE';
      const { basket } = sessionFor(request, response);
      return { body: { shipping: await quoteShipping(basket, country) } };
    },
  },
  {
    method: 'GET',
    path: '/api/pickup-points',
    handler: async ({ url }) => {
      const country = url.searchParams.get('country') ?? 'DE';
      const postalCode = url.searchParams.get('postal_code') ?? '';
      return { body: { points: await fetchPickupPoints(country, postalCode) } };
    },
  },
];
