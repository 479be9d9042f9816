import { z } from 'zod';
import { callProvider, type Provider } from './call-provider.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { ProviderError } from './provider-error.ts';

/**
 * Looks through a list page by page, as GitHub and GitLab number them, for the first entry that fits. Throws when there
 * are more pages than are read: then "it is not there" would be a guess.
 */
export function findOnPages<Entry>(
  provider: Provider,
  list: {
    readonly path: string;
    readonly query: Readonly<Record<string, string>>;
    readonly schema: z.ZodType<Entry>;
    /** Of a list that is newest first: everything after this entry is older than what is looked for. */
    readonly isOlder?: (entry: Entry) => boolean;
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
      const last = entries.at(-1);
      if (last === undefined || entries.length < PROVIDER_LIMITS.pageSize) return null;
      if (list.isOlder?.(last) === true) return null;
    }
    throw new ProviderError({
      status: null,
      retryable: false,
      message: `${provider.name} has more than ${PROVIDER_LIMITS.pagesMax * PROVIDER_LIMITS.pageSize} entries since then: whether it was made already cannot be told.`,
    });
  };
}
