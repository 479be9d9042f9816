import type { SwaggerTransform } from '@fastify/swagger';

type JsonSchema = { readonly properties?: Readonly<Record<string, object>> };

/** Shows the example a route declares, in its body and its query parameters. */
export function withExamples(transform: SwaggerTransform): SwaggerTransform {
  return (input) => {
    const { schema, url } = transform(input);
    const { example } = input.route.config ?? {};
    if (example === undefined) return { schema, url };
    const { body, querystring } = schema as { body?: object; querystring?: JsonSchema };
    return {
      url,
      schema: {
        ...schema,
        ...(body === undefined || example.body === undefined
          ? {}
          : { body: { ...body, examples: [example.body] } }),
        ...(querystring === undefined || example.query === undefined
          ? {}
          : { querystring: withParameterExamples(querystring, example.query) }),
      },
    };
  };
}

function withParameterExamples(schema: JsonSchema, query: Readonly<Record<string, string>>): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    name in query ? { ...property, examples: [query[name]] } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) as Record<string, object> };
}
