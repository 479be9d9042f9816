import { BugSageError, type Configuration } from '@bugsage/core';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { Api } from './api-instance.ts';

/** What the dashboard needs and nothing more: its own files, and images it draws itself. */
export const CONTENT_SECURITY_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Swagger UI writes style attributes; scripts stay ours. */
export const DOCS_CONTENT_SECURITY_POLICY = {
  ...CONTENT_SECURITY_POLICY,
  'style-src': ["'self'", "'unsafe-inline'"],
};

const EXPOSED_HEADERS = ['content-disposition', 'location', 'retry-after', 'x-request-id'];

/** Headers, origins and host names, before anything else of a request counts. */
export async function secure(api: Api, configuration: Configuration): Promise<void> {
  const isHttps = configuration.BUGSAGE_PUBLIC_URL?.startsWith('https:') ?? false;
  await api.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    // On plain http it would lock people out of other services of the same host name.
    strictTransportSecurity: isHttps,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  await api.register(cookie);
  const origins = configuration.BUGSAGE_CORS_ORIGINS;
  if (origins.length > 0) {
    await api.register(cors, {
      origin: origins.includes('*') ? '*' : origins,
      // Other origins send a bearer token; a cookie with `*` would be everybody's session.
      credentials: false,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: EXPOSED_HEADERS,
      strictPreflight: false,
    });
  }
  checkHost(api, configuration.BUGSAGE_TRUSTED_HOSTS);
}

/** A page that points its own name at this address (DNS rebinding) sends that name. */
function checkHost(api: Api, trustedHosts: readonly string[]): void {
  if (trustedHosts.length === 0) return;
  const allowed = new Set(trustedHosts.map((host) => host.toLowerCase()));
  api.addHook('onRequest', async (request) => {
    if (allowed.has(request.hostname.toLowerCase())) return;
    throw new BugSageError({
      kind: 'invalid_input',
      code: 'untrusted_host',
      message: 'This server does not answer to the host name of the request (BUGSAGE_TRUSTED_HOSTS).',
    });
  });
}
