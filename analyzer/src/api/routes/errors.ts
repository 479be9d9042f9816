import type { Api } from '../api-instance.ts';
import { issueRoutes } from './issues.ts';
import type { ApiServices } from '../services.ts';

/** The issue routes under the name other tools call the resource; the document keeps the operations apart. */
export function errorRoutes(api: Api, services: ApiServices): void {
  api.addHook('onRoute', (route) => {
    const { operationId } = route.schema ?? {};
    route.schema = {
      ...route.schema,
      tags: ['errors'],
      ...(operationId === undefined ? {} : { operationId: `${operationId}UnderErrors` }),
    };
  });
  issueRoutes(api, services);
}
