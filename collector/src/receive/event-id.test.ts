import { expect, test } from 'vitest';
import { canonicalEventId } from './event-id.ts';

const ID = '9ec79c33ec9942ab8353589fcb2e04dc';

test.each<[unknown, string | undefined]>([
  [ID, ID],
  [ID.toUpperCase(), ID],
  ['9ec79c33-ec99-42ab-8353-589fcb2e04dc', ID],
  ['9EC79C33-EC99-42AB-8353-589FCB2E04DC', ID],
  ['0'.repeat(32), undefined],
  [ID.slice(1), undefined],
  [`${ID}0000`, undefined],
  ['9ec79c33ec-9942-ab83-5358-9fcb2e04dc', undefined],
  ['z'.repeat(32), undefined],
  [7, undefined],
  [null, undefined],
])('the event id %s is %s', (value, canonical) => {
  expect(canonicalEventId(value)).toBe(canonical);
});
