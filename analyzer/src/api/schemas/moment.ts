import { z } from 'zod';

const AFTER_1970 = 'The time must be after 1970';

/** A moment as ISO 8601 with zone; becomes UTC. */
export function moment() {
  return z.iso
    .datetime({ offset: true })
    .refine((value) => Date.parse(value) > 0, AFTER_1970)
    .transform((value) => new Date(value).toISOString());
}

/** A moment, or a date that means its first (`start`) or last (`end`) millisecond in UTC. */
export function momentOrDate(edge: 'start' | 'end') {
  const clock = edge === 'start' ? 'T00:00:00.000Z' : 'T23:59:59.999Z';
  const date = z.iso
    .date()
    .refine((value) => Date.parse(value) > 0, AFTER_1970)
    .transform((value) => value + clock);
  return z.union([date, moment()], { error: 'Expected an ISO 8601 date, or a date-time with its zone' });
}
