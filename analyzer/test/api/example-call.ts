import { EXAMPLE_IDS, type ExampleName } from '../../src/api/openapi/example-ids.ts';
import type { RouteRow } from '../../src/api/route-table.ts';
import type { Call, Fixture } from './fixture.ts';
import { isExampleName, makeId, type Person, type Side } from './fresh-resources.ts';

/** All ids a route takes: in its path, and in the example of its body and query. */
export function namesOf(row: RouteRow): readonly ExampleName[] {
  const inPath = [...row.url.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
  const unknown = inPath.filter((name) => !isExampleName(name));
  if (unknown.length > 0)
    throw new Error(`${row.url} has ids nobody knows: add ${unknown.join()} to openapi/example-ids.ts.`);
  const text = JSON.stringify(row.example);
  const inExample = Object.entries(EXAMPLE_IDS).flatMap(([name, id]) => (text.includes(id) ? [name] : []));
  return [...new Set([...inPath, ...inExample])] as ExampleName[];
}

/** Whether an id belongs to an organization or a person, so that others must not see it. */
const OWNED_BY_NOBODY: ReadonlySet<ExampleName> = new Set([
  'event_id',
  'source',
  'refresh_token',
  'invitation_link',
  'reset_link',
  'secret_name',
]);

export function ownedNamesOf(row: RouteRow): readonly ExampleName[] {
  return namesOf(row).filter(
    (name) => !OWNED_BY_NOBODY.has(name) && !(name === 'version' && makesRelease(row)),
  );
}

/** Tools name a release and have it made: whoever has one of that name, it is theirs then. */
function makesRelease({ method, url }: RouteRow): boolean {
  return url.startsWith('/api/0/') && !['GET', 'HEAD'].includes(method) && !url.endsWith('/deploys/');
}

/** The organization the caller of a route should belong to: made for the call when the route changes organizations. */
export async function prepare(
  fixture: Fixture,
  row: RouteRow,
): Promise<{ readonly made: Map<ExampleName, string>; readonly organizationId: number }> {
  const made = new Map<ExampleName, string>();
  if (!namesOf(row).includes('organization_id')) return { made, organizationId: 1 };
  const caller = { id: '', email: '', token: '' };
  const id = await makeId('organization_id', 'own', { fixture, caller, made }, false);
  made.set('organization_id', id);
  return { made, organizationId: Number(id) };
}

/** The example of a route with ids put in: own ones, but for `odd`, which is somebody else's or nobody's. */
export async function callOf(options: {
  readonly fixture: Fixture;
  readonly row: RouteRow;
  readonly caller: Person;
  readonly made: Map<ExampleName, string>;
  readonly odd?: { readonly name: ExampleName; readonly side: Side };
}): Promise<Call> {
  const { fixture, row, caller, odd } = options;
  const made = new Map(options.made);
  const isRead = row.method === 'GET' || row.method === 'HEAD';
  for (const name of namesOf(row)) {
    if (!made.has(name))
      made.set(name, await makeId(name, 'own', { fixture, caller, made, url: row.url }, isRead));
  }
  if (odd !== undefined)
    made.set(odd.name, await makeId(odd.name, odd.side, { fixture, caller, made, url: row.url }, isRead));
  const url = row.url.replaceAll(/:(\w+)/g, (_, name: string) => made.get(name as ExampleName) ?? '');
  const { query, body } = JSON.parse(put(made, JSON.stringify(row.example))) as RouteRow['example'];
  const isForm = row.url.endsWith('/auth/token');
  return {
    method: row.method as NonNullable<Call['method']>,
    url: query === undefined ? url : `${url}?${new URLSearchParams(query).toString()}`,
    ...(body === undefined ? {} : isForm ? { form: body as Record<string, string> } : { json: body }),
    headers: { authorization: `Bearer ${caller.token}` },
  };
}

function put(made: ReadonlyMap<ExampleName, string>, text: string): string {
  return [...made].reduce((all, [name, id]) => all.replaceAll(EXAMPLE_IDS[name], id), text);
}
