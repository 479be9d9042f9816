import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Backends, Role } from '@bugsage/backends';
import { createSecret } from '../../src/api/auth/api-tokens.ts';
import { createTokens } from '../../src/api/auth/tokens.ts';
import { EXAMPLE_IDS, type ExampleName } from '../../src/api/openapi/example-ids.ts';
import type { Fixture } from './fixture.ts';
import { DIFF, FOREIGN_PROJECT, OWN_PROJECT, seedUpload } from './seed.ts';

/** A person made for one request, in the own organization or another one. */
export type Person = { readonly id: string; readonly email: string; readonly token: string };

/** Whose: the caller's, somebody else's, or of nothing that exists. */
export type Side = 'own' | 'foreign' | 'unknown';

export type Place = {
  readonly fixture: Fixture;
  readonly side: Exclude<Side, 'unknown'>;
  /** Who calls; sessions and tokens of the own side are theirs. */
  readonly caller: Person;
  /** What was made for the same request already: a team is made inside its organization. */
  readonly made: ReadonlyMap<ExampleName, string>;
  /** The route that is called: what it acts on has to be in the state for it. */
  readonly url?: string;
};

/** Refused before a socket opens: tests of the API call nobody. */
const NOWHERE = 'http://127.0.0.1:9';

const BASE_ORGANIZATION = { own: 1, foreign: 2 } as const;
const BASE_PROJECT = { own: OWN_PROJECT, foreign: FOREIGN_PROJECT } as const;

/** How each kind of id is made. A new kind of id in a route needs a line here and in `openapi/example-ids.ts`. */
const MAKERS: Readonly<Record<ExampleName, (place: Place) => Promise<string>>> = {
  organization_id: async ({ fixture }) => {
    const [row] = await fixture.sql<{ id: number }[]>`
      INSERT INTO organizations (name, slug) VALUES ('Fresh', ${randomUUID()}) RETURNING id`;
    // It has an owner who is not the caller, so that the caller's role may change.
    await newPerson(fixture, { organizationId: row?.id ?? 0, role: 'owner' });
    return String(row?.id);
  },
  project_id: async (place) => {
    const { sql } = place.fixture;
    const [row] = await sql<{ id: number }[]>`INSERT INTO projects (organization_id, name, slug)
      VALUES (${organizationOf(place)}, 'Fresh', ${randomUUID()}) RETURNING id`;
    await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${randomBytes(16).toString('hex')}, ${row?.id ?? null})`;
    return String(row?.id);
  },
  organization: async ({ fixture, side }) => {
    const [row] = await fixture.sql<{ slug: string }[]>`
      SELECT slug FROM organizations WHERE id = ${BASE_ORGANIZATION[side]}`;
    return row?.slug ?? '';
  },
  // Tools take the id for the slug.
  project: async ({ fixture, side }) => {
    const organizationId = BASE_ORGANIZATION[side];
    return String((await fixture.services.projects.create({ organizationId, name: randomUUID() })).id);
  },
  team_id: async (place) =>
    String((await place.fixture.services.teams.create(organizationOf(place), randomUUID())).id),
  issue_id: async ({ fixture, side }) => copyIssue(fixture.sql, BASE_PROJECT[side]),
  other_issue_id: async ({ fixture, side }) => copyIssue(fixture.sql, BASE_PROJECT[side]),
  merged_issue_id: async ({ fixture, side, made }) => {
    const id = await copyIssue(fixture.sql, BASE_PROJECT[side]);
    const into = made.get('issue_id');
    if (side === 'foreign' || into === undefined) return id;
    const merge = { into, issueIds: [id], by: 'ann@acme.example', reason: '' };
    await fixture.services.grouping.merge({ projectIds: [OWN_PROJECT] }, merge);
    return id;
  },
  bundle_id: async ({ fixture, side, made }) => {
    const projectId = side === 'own' ? made.get('project_id') : String(FOREIGN_PROJECT);
    return projectId === UNKNOWN.project_id ? randomUUID() : seedUpload(fixture.backends, Number(projectId));
  },
  version: async ({ fixture, side, made }) => {
    const version = `shop@${randomUUID()}`;
    const project_id = projectOf(side, made);
    if (await isProject(fixture, project_id))
      await fixture.services.releases.announce({ project_id, version });
    return version;
  },
  channel_id: async ({ fixture, side, made }) => makeChannel(fixture, projectOf(side, made)),
  rule_id: async ({ fixture, side, made }) => {
    const projectId = projectOf(side, made);
    const channelId = await makeChannel(fixture, projectId);
    if (!(await isProject(fixture, projectId))) return randomUUID();
    const rule = {
      project_id: projectId,
      name: 'Fresh',
      enabled: true,
      triggers: ['regression' as const],
      severity_min: 'low' as const,
      environment: null,
      threshold: null,
      velocity: null,
      quiet_hours: null,
      channel_ids: [channelId],
    };
    return (await fixture.services.alertRules.create(rule)).id;
  },
  delivery_id: async ({ fixture, side, made }) => {
    const projectId = projectOf(side, made);
    const channel = await fixture.services.channels.get(projectId, await makeChannel(fixture, projectId));
    return channel === null ? randomUUID() : (await fixture.services.deliveries.addTest(channel)).id;
  },
  integration_id: async ({ fixture, side, made, url = '' }) =>
    makeIntegration(fixture, projectOf(side, made), url.endsWith('/import') ? 'sentry' : 'github'),
  link_id: async ({ fixture, side, made }) => {
    const projectId = BASE_PROJECT[side];
    // The issue of the path may be one that does not exist.
    const [issue] = await fixture.sql<{ id: string }[]>`
      SELECT id FROM issues WHERE id = ${made.get('issue_id') ?? null} AND project_id = ${projectId}`;
    const draft = {
      issue_id: issue?.id ?? (await copyIssue(fixture.sql, projectId)),
      project_id: projectId,
      integration_id: await makeIntegration(fixture, projectId, 'github'),
      created_by: 'ann@acme.example',
    };
    return (await fixture.services.links.request(draft, null)).id;
  },
  received_id: async ({ fixture, side, made }) => {
    const projectId = projectOf(side, made);
    if (!(await isProject(fixture, projectId))) return randomUUID();
    const { webhook } = await fixture.services.received.receive({
      project_id: projectId,
      integration_id: await makeIntegration(fixture, projectId, 'github'),
      source: 'github',
      delivery_id: randomUUID(),
      topic: 'ping',
      body: JSON.stringify({ zen: randomUUID() }),
    });
    return webhook.id;
  },
  source: async () => EXAMPLE_IDS.source,
  view_id: async (place) => {
    const { fixture, side, caller } = place;
    const userId = side === 'own' ? caller.id : (await newPerson(fixture, null)).id;
    const fields = { shared: false, kind: 'issues', query: '', project_id: null, settings: {} } as const;
    const view = { ...fields, name: randomUUID(), organizationId: organizationOf(place), userId };
    return (await fixture.services.savedViews.create(view)).id;
  },
  comment_id: async (place) => {
    const { fixture, side, caller, made } = place;
    // The issue of the path may be one that does not exist.
    const [issue] = await fixture.sql<{ id: string }[]>`
      SELECT id FROM issues WHERE id = ${made.get('issue_id') ?? null} AND project_id = ${BASE_PROJECT[side]}`;
    const comment = await fixture.services.comments.add({
      issue_id: issue?.id ?? (await copyIssue(fixture.sql, BASE_PROJECT[side])),
      project_id: BASE_PROJECT[side],
      author: caller.email,
      body: 'Fresh',
    });
    return comment.id;
  },
  fix_id: async ({ fixture, side, url = '' }) => {
    const fix = await makeFix(fixture, BASE_PROJECT[side]);
    if (url.endsWith('/rollback'))
      await fixture.services.fixes.transition(fix, 'applied', { applied_at: new Date().toISOString() });
    return fix;
  },
  secret_name: async ({ fixture, side, made }) => {
    const projectId = Number(side === 'own' ? made.get('project_id') : BASE_PROJECT.foreign);
    const secret = { name: 'repository_token', value: 'of-a-test', by: 'ann@acme.example' } as const;
    const project = await fixture.services.accounts.getProject(projectId);
    if (project !== null) await fixture.services.secrets.set({ projectId, ...secret });
    return secret.name;
  },
  event_id: async () => 'latest',
  user_id: async (place) => {
    const organizationId = place.side === 'own' ? organizationOf(place) : BASE_ORGANIZATION.foreign;
    return (await newPerson(place.fixture, { organizationId, role: 'viewer' })).id;
  },
  session_id: async ({ fixture, side, caller }) => {
    const owner = side === 'own' ? caller : await newPerson(fixture, null);
    const [row] = await fixture.sql<
      { id: string }[]
    >`INSERT INTO sessions (id, user_id, method, user_agent, address, expires_at)
      VALUES (gen_random_uuid(), ${owner.id}, 'password', '', '', now() + interval '1 hour') RETURNING id`;
    return row?.id ?? '';
  },
  token_id: async ({ fixture, side, caller }) => {
    const owner = side === 'own' ? caller : await newPerson(fixture, null);
    const token = { name: 'Fresh', prefix: 'bugsage_fresh', scopes: ['read'], project_ids: null } as const;
    const row = { ...token, user_id: owner.id, hash: randomUUID(), expires_at: null };
    return (await fixture.services.apiTokens.create(row)).id;
  },
  invitation_id: async (place) => (await makeInvitation(place)).id,
  public_key: async (place) => {
    const projectId = Number(place.side === 'own' ? place.made.get('project_id') : BASE_PROJECT.foreign);
    return (await place.fixture.services.projects.createKey(projectId)).public_key;
  },
  refresh_token: async ({ fixture }) => (await fixture.login('viewer')).refresh_token,
  invitation_link: async (place) => (await makeInvitation(place)).secret,
  reset_link: async ({ fixture, caller }) => {
    const { secret, hash } = createSecret();
    const expiresAt = Date.now() + 60_000;
    await fixture.services.users.savePasswordReset({ hash, userId: caller.id, expiresAt });
    return secret;
  },
};

/** Reads look at what has a history: events, an analysis and a fix with a patch. */
const SEEDED: Partial<Record<ExampleName, (fixture: Fixture) => string>> = {
  project_id: () => String(OWN_PROJECT),
  issue_id: ({ ids }) => ids.issue,
  fix_id: ({ ids }) => ids.fix,
};

const UNKNOWN: Partial<Record<ExampleName, string>> = {
  project_id: '999999',
  organization_id: '999999',
  team_id: '999999',
  public_key: 'f'.repeat(32),
};

export async function makeId(
  name: ExampleName,
  side: Side,
  place: Omit<Place, 'side'>,
  isRead: boolean,
): Promise<string> {
  if (side === 'unknown') return UNKNOWN[name] ?? randomUUID();
  const seeded = SEEDED[name];
  const isInsideFresh = place.made.has('organization_id');
  if (side === 'own' && isRead && seeded !== undefined && !isInsideFresh) return seeded(place.fixture);
  return MAKERS[name]({ ...place, side });
}

export function isExampleName(name: string): name is ExampleName {
  return name in EXAMPLE_IDS;
}

/** A person with an open session; `membership` null belongs to no organization. */
export async function newPerson(
  { sql, services }: Fixture,
  membership: { organizationId: number; role: Role } | null,
  options: { isOperator?: boolean } = {},
): Promise<Person> {
  const email = `${randomUUID()}@fresh.example`;
  const [user] = await sql<{ id: string }[]>`INSERT INTO users (email, name, password_hash, is_operator)
    SELECT ${email}, 'Fresh', password_hash, ${options.isOperator ?? false} FROM users WHERE email = 'viewer@acme.example' RETURNING id`;
  const [session] = await sql<
    { id: string }[]
  >`INSERT INTO sessions (id, user_id, method, user_agent, address, expires_at)
    VALUES (gen_random_uuid(), ${user?.id ?? ''}, 'password', '', '', now() + interval '1 hour') RETURNING id`;
  const person = { id: user?.id ?? '', email };
  if (membership !== null) {
    await sql`INSERT INTO members (organization_id, user_id, role)
      VALUES (${membership.organizationId}, ${person.id}, ${membership.role})`;
  }
  const tokens = createTokens({
    secretKey: services.secretKey,
    accessSeconds: 600,
    refreshSeconds: 600,
    now: services.now,
  });
  const token = await tokens.issueAccess({ userId: person.id, session: session?.id ?? '' });
  return { ...person, token };
}

function projectOf(side: Place['side'], made: Place['made']): number {
  const own = made.get('project_id') ?? made.get('project') ?? OWN_PROJECT;
  return side === 'own' ? Number(own) : FOREIGN_PROJECT;
}

async function isProject({ sql }: Fixture, projectId: number): Promise<boolean> {
  return (await sql`SELECT 1 FROM projects WHERE id = ${projectId}`).length > 0;
}

async function makeChannel(fixture: Fixture, projectId: number): Promise<string> {
  if (!(await isProject(fixture, projectId))) return randomUUID();
  // A project can have only so many, and the foreign one serves every request.
  const [known] = await fixture.services.channels.list(projectId);
  if (known !== undefined) return known.id;
  const channel = { kind: 'webhook', name: 'Fresh', hint: 'hooks.example.com', enabled: true } as const;
  const target = JSON.stringify({ url: 'https://hooks.example.com', secret: 'a secret of sixteen' });
  return (await fixture.services.channels.create({ project_id: projectId, ...channel, target })).id;
}

async function makeIntegration(
  fixture: Fixture,
  projectId: number,
  kind: 'github' | 'sentry',
): Promise<string> {
  if (!(await isProject(fixture, projectId))) return randomUUID();
  const { integrations } = fixture.services;
  // A project can have only so many, and some serve every request.
  const known = (await integrations.list(projectId)).find((row) => row.kind === kind);
  if (known !== undefined) return known.id;
  const settings =
    kind === 'github'
      ? { repository: 'acme/shop', api_url: NOWHERE }
      : { organization: 'acme', project: 'shop', url: NOWHERE };
  const draft = { kind, name: 'Fresh', enabled: true, settings, credentials: { token: 'of-a-test' } };
  const row = { project_id: projectId, ...draft, webhookSecret: 'a secret of sixteen', created_by: 'x' };
  return (await integrations.create(row)).id;
}

function organizationOf({ made, side }: Place): number {
  const fresh = made.get('organization_id');
  return fresh === undefined || side === 'foreign' ? BASE_ORGANIZATION[side] : Number(fresh);
}

async function makeInvitation(place: Place): Promise<{ id: string; secret: string }> {
  const { secret, hash } = createSecret();
  const row = {
    organization_id: organizationOf(place),
    email: null,
    role: 'viewer',
    invited_by: 'x',
  } as const;
  const { id } = await place.fixture.services.invitations.create({
    ...row,
    hash,
    expiresAt: Date.now() + 60_000,
  });
  return { id, secret };
}

/** A copy of an issue of the project, with a fingerprint of its own. */
async function copyIssue(sql: Backends['sql'], projectId: number): Promise<string> {
  const id = randomUUID();
  await sql`
    INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform, first_seen, last_seen)
    SELECT ${id}, ${randomInt(1_000, 2 ** 31)}, project_id, 'Fresh', type, value,
      culprit, severity, source, platform, first_seen, last_seen
    FROM issues WHERE project_id = ${projectId} ORDER BY number LIMIT 1`;
  await sql`INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version)
    VALUES (${projectId}, ${randomBytes(16).toString('hex')}, ${id}, ${id}, 'v1')`;
  return id;
}

async function makeFix({ sql, services }: Fixture, projectId: number): Promise<string> {
  const issueId = await copyIssue(sql, projectId);
  const { fixes } = services;
  const request = { issue_id: issueId, project_id: projectId, analysis_id: null, title: 'Guard x' } as const;
  const fix = await fixes.request({ ...request, type: 'automatic' });
  await fixes.transition(fix.id, 'generating');
  await fixes.transition(fix.id, 'testing', { code_diff: DIFF });
  await fixes.transition(fix.id, 'ready', { review_approved: true });
  return fix.id;
}
