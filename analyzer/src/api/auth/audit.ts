import type { AuditLog } from '@bugsage/backends';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api-instance.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
const AUDITED_ACCESS = new Set(['admin', 'owner', 'operator']);

/**
 * Writes every successful change that needs an admin or more to the audit log, before it is answered, with the names
 * of the fields that were sent but never their values. Routes can say otherwise (`config.audit`).
 */
export function auditChanges(api: Api, audit: AuditLog): void {
  api.addHook('onSend', async (request, reply) => {
    const { access = 'public', audit: wanted } = request.routeOptions.config;
    const isChange = !READS.has(request.method) && reply.statusCode < 400;
    if (!isChange || !(wanted ?? AUDITED_ACCESS.has(access))) return;
    const details = fieldsOf(request.body);
    await audit.record({ ...describeRequest(request), action: operationOf(request), details });
  });
}

/** Who asked, for entries written by hand: logins, which have no caller yet. */
export function describeRequest(request: FastifyRequest): {
  organization_id: number | null;
  user_id: string | null;
  actor: string;
  target: string;
  address: string;
  request_id: string;
} {
  const { caller } = request;
  const params = Object.entries((request.params ?? {}) as Record<string, unknown>);
  return {
    organization_id: request.organizationId,
    user_id: caller?.user.id ?? null,
    actor: caller === null ? 'nobody' : actorOf(caller),
    target: params.map(([name, value]) => `${name}=${String(value)}`).join(' '),
    address: request.ip,
    request_id: request.id,
  };
}

function actorOf({ user, apiToken }: NonNullable<FastifyRequest['caller']>): string {
  return apiToken === null ? user.email : `${user.email} (${apiToken.prefix}…)`;
}

function operationOf(request: FastifyRequest): string {
  const { operationId } = request.routeOptions.schema ?? {};
  return operationId ?? `${request.method} ${request.routeOptions.url ?? ''}`;
}

function fieldsOf(body: unknown): Record<string, unknown> {
  return typeof body === 'object' && body !== null ? { fields: Object.keys(body) } : {};
}
