import { HttpError } from './http.js';

const PROVIDER_URL = process.env.PAYMENTS_URL ?? 'http://127.0.0.1:3200';

/** Charges a card and returns the provider's payment id; declined cards are a 402. */
export async function chargeCard(cardToken, amount) {
  const response = await fetch(`${PROVIDER_URL}/charges`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: cardToken, amount, currency: 'EUR' }),
  });
  if (!response.ok) throw new HttpError(402, 'The card was declined.');
  const { id } = await response.json();
  return id;
}
