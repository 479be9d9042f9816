import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword, type Backends } from '@bugsage/backends';
import type { Analysis, Fix, Issue } from '@bugsage/core';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';

export const PASSWORD = 'correct horse battery';
export const OWN_PROJECT = 1;
export const FOREIGN_PROJECT = 2;
export const INGEST_KEY = 'c'.repeat(32);
export const FINGERPRINT = 'f'.repeat(32);
export const OTHER_FINGERPRINT = 'd'.repeat(32);
/** Event ids of the own issue, oldest first. */
export const EVENT_IDS = ['1', '2', '3'].map((digit) => digit.repeat(32));
/** An event of the own project that belongs to another issue. */
export const OTHER_EVENT_ID = '9'.repeat(32);
export const DIFF = '--- a/cart.js\n+++ b/cart.js\n@@ -1 +1 @@\n-x.y\n+x?.y\n';

/** Everyone but the stranger belongs to the organization of project 1; the stranger owns project 2. */
export const USERS = {
  viewer: { email: 'viewer@acme.example', organization: 1, role: 'viewer' },
  member: { email: 'member@acme.example', organization: 1, role: 'member' },
  admin: { email: 'admin@acme.example', organization: 1, role: 'admin' },
  owner: { email: 'owner@acme.example', organization: 1, role: 'owner' },
  stranger: { email: 'owner@other.example', organization: 2, role: 'owner' },
} as const;
export type UserName = keyof typeof USERS;

export type Seeded = {
  readonly issue: Issue['id'];
  /** The other issue of the own project. */
  readonly other: Issue['id'];
  readonly fix: Fix['id'];
};

export async function seed(stores: Backends): Promise<Seeded> {
  await seedAccounts(stores.sql);
  await seedEvents(stores);
  const issue = await issueOf(stores.sql, FINGERPRINT);
  const analysis = analysisOf(issue);
  await stores.analyses.save(analysis);
  const fix = await stores.fixes.request({
    issue_id: issue,
    project_id: OWN_PROJECT,
    analysis_id: analysis.id,
    type: 'automatic',
    title: 'Guard x',
  });
  await stores.fixes.transition(fix.id, 'generating');
  await stores.fixes.transition(fix.id, 'testing', { code_diff: DIFF });
  await stores.fixes.transition(fix.id, 'ready');
  return {
    issue,
    other: await issueOf(stores.sql, OTHER_FINGERPRINT),
    fix: fix.id,
  };
}

async function seedAccounts(sql: Backends['sql']): Promise<void> {
  await sql`UPDATE projects SET name = 'Shop' WHERE id = ${OWN_PROJECT}`;
  await sql`INSERT INTO organizations (id, name, slug) VALUES (2, 'Other', 'other')`;
  await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${FOREIGN_PROJECT}, 2, 'Foreign', 'foreign')`;
  await sql`SELECT setval(pg_get_serial_sequence('organizations', 'id'), 100), setval(pg_get_serial_sequence('projects', 'id'), 100)`;
  const passwordHash = await hashPassword(PASSWORD);
  for (const { email, organization, role } of Object.values(USERS)) {
    const id = randomUUID();
    await sql`INSERT INTO users (id, email, name, password_hash) VALUES (${id}, ${email}, ${role}, ${passwordHash})`;
    await sql`INSERT INTO members (organization_id, user_id, role) VALUES (${organization}, ${id}, ${role})`;
  }
}

export async function seedUpload({ artifacts }: Backends, projectId: number): Promise<string> {
  const upload = { projectId, checksum: randomBytes(20).toString('hex'), release: 'seed', dist: '' };
  const bundleId = await artifacts.openBundle({ ...upload, size: 1, uploadedBy: USERS.member.email });
  await artifacts.finishBundle(bundleId, [
    {
      name: '~/seed.js',
      kind: 'minified_source',
      debugId: null,
      size: 1,
      hash: null,
      mapName: null,
      compiledHash: null,
      problem: { code: 'file_unreadable', why: 'It is empty.' },
    },
  ]);
  return bundleId;
}

async function seedEvents({ ingest, events }: Backends): Promise<void> {
  const now = Date.now();
  const own = EVENT_IDS.map((eventId, index) =>
    placedEvent({
      pos: index,
      eventId,
      fingerprint: FINGERPRINT,
      title: 'TypeError: cart is 100% undefined',
      occurredAt: now - (EVENT_IDS.length - index) * 60_000,
      tags: [['browser', 'Chrome']],
    }),
  );
  const others = [
    placedEvent({
      pos: 3,
      eventId: OTHER_EVENT_ID,
      fingerprint: OTHER_FINGERPRINT,
      title: 'RangeError: other',
    }),
    placedEvent({ pos: 4, eventId: '8'.repeat(32), fingerprint: 'e'.repeat(32), projectId: FOREIGN_PROJECT }),
  ];
  const all = [...own, ...others];
  await events.insert(all);
  const cursor = { collector: 'c1', incarnation: 1, from: -1, to: all.length - 1 };
  await ingest.commit({ events: all, deadLetters: [], cursor });
}

async function issueOf(sql: Backends['sql'], fingerprint: string): Promise<string> {
  const [row] = await sql<{ issue_id: string }[]>`
    SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${fingerprint}`;
  if (row === undefined) throw new Error(`No issue has the fingerprint ${fingerprint}.`);
  return row.issue_id;
}

function analysisOf(issueId: string): Analysis {
  const createdAt = new Date().toISOString();
  return {
    id: randomUUID(),
    issue_id: issueId,
    project_id: OWN_PROJECT,
    event_id: EVENT_IDS[2] ?? '',
    classification: 'code_fix',
    no_code_fix_reason: null,
    root_cause: 'x is undefined when the cart is empty.',
    impact_assessment: 'The cart page fails.',
    suggested_fixes: [{ title: 'Guard x', description: 'Use ?.', kind: 'template', confidence: 0.9 }],
    confidence_score: 0.9,
    risk_level: 'low',
    estimated_effort: 'minutes',
    related_errors: [],
    prevention_suggestions: [],
    evidence: [],
    location: { path: 'cart.js', line: 1, column: null, expression: 'x.y' },
    analysis_metadata: {
      engine: 'deterministic',
      engine_version: '1',
      rule: 'nullish-access',
      model: null,
      prompt_version: null,
      input_hash: 'h',
      input_tokens: 0,
      output_tokens: 0,
      cost_usd: null,
      duration_ms: 1,
      timestamp: createdAt,
      fallback_reason: null,
      context_used: [],
      dropped_citations: 0,
    },
    created_at: createdAt,
  };
}
