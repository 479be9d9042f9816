import { z } from 'zod';

/** Postgres counts them in 32 bits. */
const ID_MAX = 2 ** 31 - 1;

/** Numbers of projects, organizations and teams, in bodies. */
export const projectIdSchema = z.int().positive().max(ID_MAX);

/** The same in paths and queries, which are text. */
export const numberInPath = z.coerce.number().int().positive().max(ID_MAX);
