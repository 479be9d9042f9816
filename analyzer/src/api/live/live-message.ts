import type { Activity } from '@bugsage/core';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';

/** The one message a client sends, first. The token stands here because browsers can set no header on a WebSocket. */
export const helloSchema = z.strictObject({
  type: z.literal('hello'),
  token: z.string().min(1).max(API_LIMITS.tokenLengthMax),
  /** Only this project; all of mine without it. */
  project_id: z.int().positive().optional(),
  /** `seq` of the last line seen: what came after is sent first. */
  after: z.int().nonnegative().optional(),
});

/**
 * What a client gets: `ready` with the place it starts from, then a line of activity for everything that happens. `reset`
 * comes in place of too many missed lines: load the lists anew and go on from its `seq`.
 */
export type LiveMessage =
  | { readonly type: 'ready'; readonly seq: number }
  | { readonly type: 'reset'; readonly seq: number }
  | ({ readonly type: 'activity' } & Activity);

/** Why we close a connection; 4000 to 4999 are the application's (RFC 6455, 7.4.2). */
export const CLOSE = {
  malformed: { code: 4400, reason: 'Expected {"type":"hello","token":"..."} first, and nothing after it.' },
  unauthenticated: { code: 4401, reason: 'The access token is missing, expired or not valid.' },
  notFound: { code: 4404, reason: 'No project has this id, or you are not a member of it.' },
  tooMany: { code: 4429, reason: 'There are too many live connections. Close one, or come back later.' },
  tooSlow: { code: 4408, reason: 'Messages were not read fast enough. Come back with the last seq.' },
  stopping: { code: 1001, reason: 'The server stops. Come back with the last seq.' },
} as const;
