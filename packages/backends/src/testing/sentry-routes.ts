import type { ProviderReply, ProviderRoutes } from './provider-server.ts';

export type SentryIssueRow = { readonly id: string; readonly title: string; readonly event: unknown };

/** https://docs.sentry.io/api/: the issues of `acme/shop` and their newest events, `pageSize` issues a page. */
export function sentryRoutes(
  issues: readonly SentryIssueRow[],
  { token, pageSize }: { token: string; pageSize: number },
): ProviderRoutes {
  return ({ path, query, headers }): ProviderReply | null => {
    if (headers.authorization !== `Bearer ${token}`)
      return { status: 401, json: { detail: 'Invalid token' } };
    if (path === '/api/0/projects/acme/shop/') return { status: 200, json: { slug: 'shop', name: 'Shop' } };
    if (path === '/api/0/projects/acme/shop/issues/') {
      const from = Number(/^0:(\d+):0$/.exec(query.get('cursor') ?? '')?.[1] ?? 0);
      const page = issues.slice(from, from + pageSize);
      const hasMore = from + pageSize < issues.length;
      const link = (direction: string, at: number, results: boolean): string =>
        `<https://sentry.example${path}?cursor=0:${at}:0>; rel="${direction}"; results="${results}"; cursor="0:${at}:0"`;
      return {
        status: 200,
        headers: { link: `${link('previous', 0, false)}, ${link('next', from + pageSize, hasMore)}` },
        json: page.map(({ id, title }) => ({
          id,
          title,
          shortId: `SHOP-${id}`,
          level: 'error',
          status: 'unresolved',
        })),
      };
    }
    const [, id] = /^\/api\/0\/organizations\/acme\/issues\/(\d+)\/events\/latest\/$/.exec(path) ?? [];
    const issue = issues.find((one) => one.id === id);
    return issue === undefined || issue.event === null ? null : { status: 200, json: issue.event };
  };
}

/** An event as `GET .../events/latest/` shows it. */
export function sentryApiEvent(given: {
  id: string;
  issueId: string;
  type: string;
  level: string;
  file: string;
}): Record<string, unknown> {
  const { id, issueId, type, level, file } = given;
  const frame = {
    filename: file,
    absPath: `/app/${file}`,
    module: null,
    function: 'total',
    lineNo: 12,
    colNo: 5,
    inApp: true,
    vars: null,
    context: [
      [11, 'export function total(cart) {'],
      [12, '  return cart.items.length;'],
      [13, '}'],
    ],
  };
  return {
    id,
    eventID: id,
    groupID: issueId,
    dateCreated: new Date(Date.now() - 3_600_000).toISOString(),
    platform: 'node',
    title: `${type}: broken`,
    message: '',
    culprit: 'total',
    dist: null,
    release: { version: 'shop@1.4.0', shortVersion: '1.4.0' },
    tags: [
      { key: 'environment', value: 'production' },
      { key: 'level', value: level },
      { key: 'browser', value: 'Firefox 140' },
    ],
    level,
    user: { id: '42', email: null, username: null, ip_address: null },
    contexts: { runtime: { name: 'node', version: '22.0.0', type: 'runtime' } },
    context: { cart: 7 },
    entries: [
      {
        type: 'exception',
        data: { values: [{ type, value: 'broken', mechanism: null, stacktrace: { frames: [frame] } }] },
      },
      {
        type: 'breadcrumbs',
        data: { values: [{ type: 'default', category: 'ui', message: 'click', level: 'info' }] },
      },
      { type: 'request', data: { url: 'https://shop.example/cart', method: 'GET', query: [['page', '2']] } },
    ],
  };
}
