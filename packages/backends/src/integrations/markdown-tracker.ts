import type { z } from 'zod';
import type { IssueDraft, IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';
import { findOnPages } from './find-on-pages.ts';
import { PROVIDER_LIMITS } from './limits.ts';

type Query = Readonly<Record<string, string>>;

/** What code hosts with Markdown issues call the same things. Times are ISO 8601. */
export type TrackerDialect<Entry, Comment extends { readonly id: number }> = {
  /** Path of the repository. */
  readonly root: string;
  readonly issue: z.ZodType<Entry>;
  readonly comment: z.ZodType<Comment>;
  readonly read: (entry: Entry) => TrackerIssue;
  /** Markdown of an issue. */
  readonly bodyOf: (entry: Entry) => string;
  /** Markdown of a comment, and when it was made where the list of comments cannot be asked for those since. */
  readonly textOf: (comment: Comment) => { readonly text: string; readonly at: string | null };
  /** Lists that have all issues, and all comments, made since; newest first where they can. */
  readonly issuesSince: (since: string) => Query;
  readonly commentsSince: (since: string) => Query;
  readonly commentsPath: 'comments' | 'notes';
  readonly draft: (draft: Pick<IssueDraft, 'title' | 'body'>) => object;
  readonly move: { readonly method: 'PATCH' | 'PUT'; readonly body: (isClosed: boolean) => object };
};

/** Put on every issue we make, for people. */
export const TRACKER_LABEL = 'bugsage';

/**
 * Issues with Markdown texts. What is made carries a hidden mark and is looked for in the host's own lists first: their
 * search is an index that is behind.
 */
export function createMarkdownTracker<Entry, Comment extends { readonly id: number }>(
  provider: Provider,
  dialect: TrackerDialect<Entry, Comment>,
): Omit<IssueTracker, 'check'> {
  const { root, issue: schema } = dialect;
  const pathOf = (key: string): string => `${root}/issues/${encodeURIComponent(key)}`;
  const sinceOf = (time: number): string => new Date(time - PROVIDER_LIMITS.clockSkewMs).toISOString();
  return {
    create: async ({ title, body, ...draft }) => {
      const path = `${root}/issues`;
      const mark = hiddenMark(draft.marker);
      const query = dialect.issuesSince(sinceOf(draft.since));
      const list = findOnPages(provider, { path, query, schema });
      const known = await list((entry) => dialect.bodyOf(entry).includes(mark));
      if (known !== null) return dialect.read(known);
      const made = dialect.draft({
        title: title.slice(0, PROVIDER_LIMITS.titleLengthMax),
        body: `${body}\n\n${mark}`,
      });
      const call = { method: 'POST', path, body: made, schema, creates: true } as const;
      return dialect.read(await requireProvider(provider, call));
    },
    get: async (key) => {
      const call = { method: 'GET', path: pathOf(key), schema, missing: [404, 410] } as const;
      const found = await callProvider(provider, call);
      return found === null ? null : dialect.read(found.data);
    },
    comment: async (key, { marker, text, since: time }) => {
      const path = `${pathOf(key)}/${dialect.commentsPath}`;
      const mark = hiddenMark(marker);
      const since = sinceOf(time);
      const list = findOnPages(provider, {
        path,
        query: dialect.commentsSince(since),
        schema: dialect.comment,
        isOlder: (comment) => {
          const { at } = dialect.textOf(comment);
          return at !== null && Date.parse(at) < Date.parse(since);
        },
      });
      const known = await list((comment) => dialect.textOf(comment).text.includes(mark));
      if (known !== null) return String(known.id);
      const body = { body: `${text}\n\n${mark}` };
      const call = { method: 'POST', path, body, schema: dialect.comment, creates: true } as const;
      return String((await requireProvider(provider, call)).id);
    },
    move: async (key, { isClosed }) => {
      const { method, body } = dialect.move;
      const call = { method, path: pathOf(key), body: body(isClosed === true), schema };
      return dialect.read(await requireProvider(provider, call));
    },
  };
}

/** Not shown to readers. */
function hiddenMark(marker: string): string {
  return `<!-- bugsage:${marker} -->`;
}
