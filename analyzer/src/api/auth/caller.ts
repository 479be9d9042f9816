import type { Membership, Role, Scope, User } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../problem/not-found.ts';
import type { Access } from '../route-table.ts';

/** Who makes a request, with the memberships of this very moment: a changed role counts at once. */
export type Caller = {
  readonly user: User;
  readonly memberships: readonly Membership[];
  readonly scope: Scope;
};

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

const RANK_OF_ROLE: { readonly [Name in Role]: number } = { viewer: 1, member: 2, admin: 3, owner: 4 };
const RANK_OF_ACCESS: { readonly [Level in Access]: number } = {
  public: 0,
  signed_in: 0,
  viewer: 1,
  member: 2,
  admin: 3,
};

export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null)
    throw new Error(`${request.routeOptions.url} has no caller: is it a public route?`);
  return request.caller;
}

/**
 * Checks that the caller may do what the route declares, in this project. Throws `not_found` for projects of others,
 * so that ids cannot be guessed, and `forbidden` when the role is too low.
 */
export function requireAccess(request: FastifyRequest, projectId: number): void {
  const membership = callerOf(request).memberships.find((row) => row.project_id === projectId);
  if (membership === undefined) throw notFound('project');
  const access = request.routeOptions.config.access ?? 'admin';
  if (RANK_OF_ROLE[membership.role] >= RANK_OF_ACCESS[access]) return;
  throw new BugSageError({
    kind: 'forbidden',
    code: 'role_too_low',
    message: `This needs the role ${access} in the project; yours is ${membership.role}.`,
  });
}

/** The caller's projects, or the one asked for. Throws `not_found` when that one is not the caller's. */
export function scopeOf(request: FastifyRequest, projectId?: number): Scope {
  const { scope } = callerOf(request);
  if (projectId === undefined) return scope;
  requireAccess(request, projectId);
  return { projectIds: [projectId] };
}
