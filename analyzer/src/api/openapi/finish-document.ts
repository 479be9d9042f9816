import type { OpenAPIV3_1 } from 'openapi-types';
import { PROBLEM_MEDIA_TYPE } from '../problem/problem.ts';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;
/** What the generator writes where a response has no words of its own. */
const NO_DESCRIPTION = 'Default Response';

/** Adds to the generated document what holds for every operation, and takes out what nothing refers to. */
export function finishDocument(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  for (const path of Object.values(document.paths ?? {})) {
    for (const method of METHODS) {
      const operation = path?.[method];
      if (operation !== undefined) finishOperation(operation);
    }
  }
  dropUnusedSchemas(document);
  return document;
}

function finishOperation(operation: OpenAPIV3_1.OperationObject): void {
  const responses = (operation.responses ??= {});
  for (const response of Object.values(responses)) {
    if (response === undefined || '$ref' in response) continue;
    if (response.description === NO_DESCRIPTION) response.description = operation.summary ?? 'Success';
  }
  const isPublic = operation.security?.length === 0;
  if (!isPublic) responses['401'] = problemResponse('The access token is missing, expired or not valid.');
  responses['default'] = problemResponse('Any failure.');
  const body = operation.requestBody;
  if (body !== undefined && !('$ref' in body) && acceptsNull(body)) body.required = false;
}

function problemResponse(description: string): OpenAPIV3_1.ResponseObject {
  return {
    description,
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function acceptsNull(body: OpenAPIV3_1.RequestBodyObject): boolean {
  return Object.values(body.content).some(({ schema }) =>
    (schema as { anyOf?: { type?: string }[] }).anyOf?.some(({ type }) => type === 'null'),
  );
}

/** The generator makes an input and an output form of every named schema. */
function dropUnusedSchemas(document: OpenAPIV3_1.Document): void {
  const schemas = document.components?.schemas ?? {};
  const text = JSON.stringify(document);
  const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`));
  for (const name of unused) delete schemas[name];
  // An unused schema may have been the only one that named another.
  if (unused.length > 0) dropUnusedSchemas(document);
}
