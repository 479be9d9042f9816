import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cheapest, fetchPickupPoints, fetchRates } from '../server/shipping.js';

function carrierAnswers(status, body) {
  let calls = 0;
  globalThis.fetch = async () => {
    calls += 1;
    return new Response(body, { status });
  };
  return () => calls;
}

test('the cheapest offer wins, without offers the flat rate counts', () => {
  const rates = [
    { service: 'express', price: 1490, days: 1 },
    { service: 'parcel', price: 490, days: 3 },
  ];
  assert.equal(cheapest(rates).service, 'parcel');
  assert.equal(cheapest([]).price, 690);
});

test('an answer of the carrier is kept', async () => {
  const calls = carrierAnswers(200, JSON.stringify({ rates: [{ service: 'parcel', price: 490, days: 3 }] }));
  const first = await fetchRates('DE', 400);
  assert.deepEqual(await fetchRates('DE', 400), first);
  assert.equal(calls(), 1);
});

test('pickup points are listed', async () => {
  carrierAnswers(200, JSON.stringify({ points: [{ name: 'Kiosk', street: 'Am Markt 1' }] }));
  assert.deepEqual(await fetchPickupPoints('DE', '10115'), [{ name: 'Kiosk', street: 'Am Markt 1' }]);
});
