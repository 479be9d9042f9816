/** Cents as a price, e.g. 1290 -> "€12.90". */
export function formatMoney(cents) {
  const sign = cents < 0 ? '-' : '';
  return `${sign}€${(Math.abs(cents) / 100).toFixed(2)}`;
}
