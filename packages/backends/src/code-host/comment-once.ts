import { z } from 'zod';
import { requireHost, type HostConnection } from './call-host.ts';

const PAGE_SIZE = 100;
/** A pull request with more comments than that is discussed by people, who are told all the same. */
const PAGES_MAX = 10;
const commentSchema = z.object({ body: z.string().nullish() });

/** Writes a comment unless one with its marker is there: an earlier try may have been cut off after it. */
export async function commentOnce(
  connection: HostConnection,
  path: string,
  { marker, text }: { readonly marker: string; readonly text: string },
): Promise<void> {
  const hidden = `<!-- bugsage:${marker} -->`;
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const comments = await requireHost(connection, {
      method: 'GET',
      path: `${path}?per_page=${PAGE_SIZE}&page=${page}`,
      schema: z.array(commentSchema),
    });
    if (comments.some(({ body }) => body?.includes(hidden) === true)) return;
    if (comments.length < PAGE_SIZE) break;
  }
  const body = { body: `${text}\n\n${hidden}` };
  await requireHost(connection, { method: 'POST', path, body, schema: z.unknown() });
}
