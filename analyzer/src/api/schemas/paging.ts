import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';

export const pagingQuery = {
  skip: z.coerce.number().int().min(0).max(API_LIMITS.skipMax).default(0),
  limit: z.coerce.number().int().min(1).max(API_LIMITS.pageSizeMax).default(API_LIMITS.pageSizeDefault),
};

/** Rows of a list that goes on by a cursor: events, lines of a history. */
export const rowLimit = z.coerce
  .number()
  .int()
  .min(1)
  .max(API_LIMITS.eventPageSizeMax)
  .default(API_LIMITS.eventPageSizeDefault);

/** Page numbers beside a list: `page` starts at 1, `size` is the limit asked for. */
export const pageFields = {
  total: z.int().nonnegative(),
  page: z.int().positive(),
  size: z.int().positive(),
  pages: z.int().nonnegative(),
};

type Page = { total: number; page: number; size: number; pages: number };

export function pageOf(total: number, { skip, limit }: { skip: number; limit: number }): Page {
  return { total, page: Math.floor(skip / limit) + 1, size: limit, pages: Math.ceil(total / limit) };
}
