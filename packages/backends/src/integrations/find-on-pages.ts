import { z } from 'zod';
import { callProvider, type Provider } from './call-provider.ts';
import { PROVIDER_LIMITS } from './limits.ts';

/** Looks through a list page by page, as GitHub and GitLab number them, for the first entry that fits. */
export function findOnPages<Entry>(
  provider: Provider,
  list: {
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly schema: z.ZodType<Entry>;
  },
): (fits: (entry: Entry) => boolean) => Promise<Entry | null> {
  return async (fits) => {
    for (let page = 1; page <= PROVIDER_LIMITS.pagesMax; page += 1) {
      const query = new URLSearchParams({
        ...list.query,
        per_page: String(PROVIDER_LIMITS.pageSize),
        page: String(page),
      });
      const answer = await callProvider(provider, {
        method: 'GET',
        path: `${list.path}?${query.toString()}`,
        schema: z.array(list.schema),
      });
      const entries = answer?.data ?? [];
      const found = entries.find(fits);
      if (found !== undefined) return found;
      if (entries.length < PROVIDER_LIMITS.pageSize) return null;
    }
    return null;
  };
}
