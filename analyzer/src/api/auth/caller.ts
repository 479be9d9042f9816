import type { ApiToken, Membership, OrganizationRole, Role, Scope, User } from '@bugsage/backends';
import { BugSageError } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { notFound } from '../problem/not-found.ts';
import type { Access } from '../route-table.ts';

/** Who makes a request, with the memberships of this very moment: a changed role counts at once. */
export type Caller = {
  readonly user: User;
  readonly memberships: readonly Membership[];
  readonly organizations: readonly OrganizationRole[];
  /** The projects of the memberships. */
  readonly scope: Scope;
  /** The login; null for an API token. */
  readonly sessionId: string | null;
  readonly apiToken: ApiToken | null;
};

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
    /** Whether the handler compared the role of the caller with what the route declares. */
    accessChecked: boolean;
    /** The organization a request is about, for the audit log; known once access was checked. */
    organizationId: number | null;
  }
}

const RANK_OF_ROLE: { readonly [Name in Role]: number } = { viewer: 1, member: 2, admin: 3, owner: 4 };
const RANK_OF_ACCESS: { readonly [Level in Access]: number } = {
  public: 0,
  signed_in: 0,
  ...RANK_OF_ROLE,
  operator: 5,
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
  request.organizationId = membership.organization_id;
  requireRole(request, membership.role, 'project');
}

/** The same for an organization; answers the caller's role in it. */
export function requireOrganization(request: FastifyRequest, organizationId: number): Role {
  const { organizations } = callerOf(request);
  const membership = organizations.find((row) => row.organization_id === organizationId);
  if (membership === undefined) throw notFound('organization');
  request.organizationId = organizationId;
  requireRole(request, membership.role, 'organization');
  return membership.role;
}

/** The caller's projects, or the one asked for. Throws `not_found` when that one is not the caller's. */
export function scopeOf(request: FastifyRequest, projectId?: number): Scope {
  if (projectId !== undefined) {
    requireAccess(request, projectId);
    return { projectIds: [projectId] };
  }
  const access = request.routeOptions.config.access ?? 'operator';
  request.accessChecked = true;
  // Of several projects those count in which the caller may do what the route declares.
  const allowed = callerOf(request).memberships.filter((row) => isAllowed(row.role, access));
  return { projectIds: allowed.map((row) => row.project_id) };
}

/** Nobody gives or takes a role above their own. Throws `role_too_low`. */
export function requireRank(own: Role, other: Role): void {
  if (RANK_OF_ROLE[own] >= RANK_OF_ROLE[other]) return;
  throw new BugSageError({
    kind: 'forbidden',
    code: 'role_too_low',
    message: `Only ${other} may give or take the role ${other}; yours is ${own}.`,
  });
}

/** The lower of two roles. */
export function lowerRole(role: Role, cap: Role): Role {
  return RANK_OF_ROLE[role] <= RANK_OF_ROLE[cap] ? role : cap;
}

function isAllowed(role: Role, access: Access): boolean {
  return RANK_OF_ROLE[role] >= RANK_OF_ACCESS[access];
}

function requireRole(request: FastifyRequest, role: Role, place: 'project' | 'organization'): void {
  request.accessChecked = true;
  const access = request.routeOptions.config.access ?? 'operator';
  if (isAllowed(role, access)) return;
  const whose = callerOf(request).apiToken === null ? 'yours' : 'that of this API token';
  throw new BugSageError({
    kind: 'forbidden',
    code: 'role_too_low',
    message: `This needs the role ${access} in the ${place}; ${whose} is ${role}.`,
  });
}
