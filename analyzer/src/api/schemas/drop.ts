import { DROP_REASONS, type DropReason } from '@bugsage/core';
import { z } from 'zod';

const reasons = Object.keys(DROP_REASONS) as [DropReason, ...DropReason[]];
/** Events of a project that were dropped for one reason within one hour. */
export const dropSchema = z.object({
  /** When the hour began. */
  hour: z.iso.datetime(),
  reason: z.enum(reasons),
  /** What the reason means, in a sentence. */
  explanation: z.string(),
  events: z.int().positive(),
});
