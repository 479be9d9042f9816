import type { Fix } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { callerOf, requireAccess } from '../auth/caller.ts';
import { notFound } from '../problem/not-found.ts';
import type { ApiServices } from '../services.ts';

export const fixParams = z.strictObject({ fix_id: z.uuid() });

/** The fix of the path, when the caller may do with it what the route declares. */
export async function findFix(services: ApiServices, request: FastifyRequest, fixId: string): Promise<Fix> {
  const fix = await services.fixes.get(callerOf(request).scope, fixId);
  if (fix === null) throw notFound('fix');
  requireAccess(request, fix.project_id);
  return fix;
}
