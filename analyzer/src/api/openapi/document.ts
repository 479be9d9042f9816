import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { OpenAPIV3_1 } from 'openapi-types';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { DOCS_CONTENT_SECURITY_POLICY } from '../security.ts';
import { componentSchemas } from './component-schemas.ts';
import { withExamples } from './examples.ts';
import { finishDocument } from './finish-document.ts';

const DESCRIPTION = `Errors in, proven fixes out. Log in at \`POST /api/v1/auth/token\`, then send the access token as
\`Authorization: Bearer <token>\`. Every error is a problem document (RFC 9457).`;

/** Generates the OpenAPI 3.1 document from the schemas of the routes registered after this call; pages at /docs. */
export async function describeApi(api: Api): Promise<void> {
  const toDocument = createJsonSchemaTransformObject({ schemaRegistry: componentSchemas });
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'BugSage',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes: SECURITY_SCHEMES },
      security: [{ bearer: [] }, { password: [] }],
    },
    transform: withExamples(createJsonSchemaTransform({ schemaRegistry: componentSchemas })),
    transformObject: (document) => finishDocument(toDocument(document) as OpenAPIV3_1.Document),
  });
  await api.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: DOCS_CONTENT_SECURITY_POLICY,
    uiConfig: { deepLinking: true, persistAuthorization: false },
  });
}

const SECURITY_SCHEMES: Record<string, OpenAPIV3_1.SecuritySchemeObject> = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  password: {
    type: 'oauth2',
    flows: {
      password: { tokenUrl: '/api/v1/auth/token', refreshUrl: '/api/v1/auth/refresh', scopes: {} },
    },
  },
};

export function documentRoute(api: Api): void {
  api.route({
    method: 'GET',
    url: '/openapi.json',
    config: { access: 'public' },
    schema: {
      operationId: 'getOpenApi',
      tags: ['operations'],
      summary: 'This document',
      response: { 200: z.record(z.string(), z.unknown()) },
    },
    handler: async () => ({ ...api.swagger() }),
  });
}
