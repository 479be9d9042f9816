import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestPostgres, type TestPostgres } from '../../testing/test-postgres.ts';
import { openPostgresAccountStore } from '../postgres-account-store.ts';
import { openPeople, type People } from './open-people.ts';

let database: TestPostgres;
let people: People;
let ann: string;

beforeAll(async () => {
  database = await startTestPostgres();
  people = openPeople(database.sql);
});
afterAll(() => database.stop());

const newUser = async (): Promise<string> => {
  const email = `${randomUUID()}@acme.test`;
  return (await people.users.create({ email, name: 'Ann', password_hash: null })).id;
};

beforeEach(async () => {
  ann = await newUser();
});

describe('users', () => {
  it('have one account for an address, whatever its case', async () => {
    const email = `Ann-${randomUUID()}@Acme.test`;
    const user = await people.users.create({ email, name: 'Ann', password_hash: 'x' });
    expect((await people.users.findByEmail(email.toUpperCase()))?.id).toBe(user.id);
    const again = people.users.create({ email: email.toLowerCase(), name: 'B', password_hash: 'x' });
    await expect(again).rejects.toMatchObject({ kind: 'conflict', code: 'email_taken' });
  });

  it('always leave an operator', async () => {
    const operator = await people.users.create({
      email: `${randomUUID()}@x.y`,
      name: 'O',
      password_hash: null,
      is_operator: true,
    });
    await expect(people.users.update(operator.id, { is_operator: false })).rejects.toMatchObject({
      code: 'last_operator',
    });
    await expect(people.users.remove(operator.id)).rejects.toMatchObject({ code: 'last_operator' });
    expect((await people.users.get(operator.id))?.is_operator).toBe(true);
  });

  it('set a password by a link once, in time, and the newest link only', async () => {
    const save = (hash: string, expiresAt: number) =>
      people.users.savePasswordReset({ hash, userId: ann, expiresAt });
    await save('old', Date.now() + 60_000);
    await save('new', Date.now() + 60_000);
    expect(await people.users.spendPasswordReset('old')).toBeNull();
    const spends = await Promise.all([1, 2].map(() => people.users.spendPasswordReset('new')));
    expect(spends.filter((user) => user === ann)).toHaveLength(1);
    await save('late', Date.now() - 1);
    expect(await people.users.spendPasswordReset('late')).toBeNull();
  });

  it('belong to one identity of a provider', async () => {
    const identity = { issuer: 'https://id.test', subject: randomUUID() };
    await people.identities.link({ ...identity, userId: ann });
    await people.identities.link({ ...identity, userId: ann });
    expect((await people.identities.find(identity))?.id).toBe(ann);
    await expect(people.identities.link({ ...identity, userId: await newUser() })).rejects.toMatchObject({
      code: 'identity_taken',
    });
  });
});

describe('second factors', () => {
  it('count after confirmation, take each step once and each recovery code once', async () => {
    const store = people.secondFactors;
    expect(await store.confirm(ann, 1, [])).toBe(false);
    expect(await store.begin(ann, 'sealed')).toBe(true);
    expect((await people.users.get(ann))?.totp_confirmed).toBe(false);
    expect(await store.confirm(ann, 100, ['a', 'b'])).toBe(true);
    expect(await store.begin(ann, 'other')).toBe(false);
    expect(await store.confirm(ann, 101, ['c'])).toBe(false);
    const steps = await Promise.all([101, 101, 100, 99].map((step) => store.spendStep(ann, step)));
    expect(steps.filter(Boolean)).toHaveLength(1);
    const codes = await Promise.all(['a', 'a', 'x'].map((hash) => store.spendRecoveryCode(ann, hash)));
    expect(codes.filter(Boolean)).toHaveLength(1);
    expect(await store.countRecoveryCodes(ann)).toBe(1);
    await store.disable(ann);
    expect(await people.users.get(ann)).toMatchObject({ totp_confirmed: false, totp_secret: null });
  });
});

describe('sessions', () => {
  const open = async (hash: string, expiresAt = Date.now() + 60_000) => {
    const id = randomUUID();
    await people.sessions.open({
      id,
      user_id: ann,
      method: 'password',
      user_agent: 'test',
      address: '::1',
      hash,
      expiresAt,
    });
    return id;
  };
  const rotate = (hash: string, successorHash: string, arrivedAt = Date.now() + 1) =>
    people.sessions.rotate({ hash, successorHash, arrivedAt, expiresAt: Date.now() + 60_000, now: Date.now });

  it('spend a refresh token once; a copy used later ends the session', async () => {
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    const id = await open(first);
    expect(await people.sessions.userOf(id)).toBe(ann);
    expect(await rotate(first, second)).toBe('ok');
    expect(await rotate(second, third)).toBe('ok');
    expect(await rotate(first, randomUUID(), Date.now() + 1_000)).toBe('reused');
    expect(await people.sessions.userOf(id)).toBeNull();
    expect(await rotate(third, randomUUID())).toBe('unknown');
  });

  it('let one of those under way at once win, whatever the order, and keep its session', async () => {
    const hash = randomUUID();
    const id = await open(hash);
    const arrivedAt = Date.now() - 5;
    const results = await Promise.all(Array.from({ length: 6 }, () => rotate(hash, randomUUID(), arrivedAt)));
    expect(results.toSorted()).toEqual(['ok', 'raced', 'raced', 'raced', 'raced', 'raced']);
    expect(await people.sessions.userOf(id)).toBe(ann);
  });

  it('end by time, by hand and with a new password', async () => {
    const late = randomUUID();
    const expired = await open(late, Date.now() - 1_000);
    expect(await people.sessions.userOf(expired)).toBeNull();
    expect(await rotate(late, randomUUID())).toBe('expired');
    const [kept, other] = [await open(randomUUID()), await open(randomUUID())];
    expect(await people.sessions.end(kept, await newUser())).toBe(false);
    expect((await people.sessions.listOf(ann)).map(({ id }) => id).toSorted()).toEqual(
      [kept, other].toSorted(),
    );
    await people.users.setPassword(ann, 'hash', kept);
    expect((await people.sessions.listOf(ann)).map(({ id }) => id)).toEqual([kept]);
    expect(await people.sessions.end(kept, ann)).toBe(true);
    await open(randomUUID(), Date.now() - 1_000);
    expect(await people.sessions.sweep(Date.now())).toBe(1);
    expect(await people.sessions.sweep(Date.now())).toBe(0);
  });
});

describe('API tokens', () => {
  const create = (expires_at: string | null) =>
    people.apiTokens.create({
      user_id: ann,
      name: 'CI',
      hash: randomUUID(),
      prefix: 'bugsage_abc',
      scopes: ['read'],
      project_ids: [1],
      expires_at,
    });

  it('count until they expire or are revoked, note their use and are bounded', async () => {
    const hash = randomUUID();
    const token = await people.apiTokens.create({
      user_id: ann,
      name: 'CI',
      hash,
      prefix: 'bugsage_abc',
      scopes: ['read', 'artifacts'],
      project_ids: null,
      expires_at: null,
    });
    expect(await people.apiTokens.use(hash)).toMatchObject({ id: token.id, scopes: ['read', 'artifacts'] });
    expect((await people.apiTokens.listOf(ann))[0]?.last_used_at).not.toBeNull();
    expect(await people.apiTokens.revoke(await newUser(), token.id)).toBe(false);
    expect(await people.apiTokens.revoke(ann, token.id)).toBe(true);
    expect(await people.apiTokens.use(hash)).toBeNull();
    const expired = await create(new Date(Date.now() - 1).toISOString());
    expect(expired.project_ids).toEqual([1]);
    for (let count = 1; count < 100; count += 1) await create(null);
    await expect(create(null)).rejects.toMatchObject({ code: 'too_many_tokens' });
  });
});

describe('organizations', () => {
  it('always have an owner, also when two leave at once', async () => {
    const bob = await newUser();
    const { id } = await people.organizations.create({ name: `Shop ${randomUUID()}`, ownerId: ann });
    await expect(people.organizations.setRole(id, ann, 'admin')).rejects.toMatchObject({
      code: 'last_owner',
    });
    await expect(people.organizations.removeMember(id, ann)).rejects.toMatchObject({ code: 'last_owner' });
    await expect(people.users.remove(ann)).rejects.toMatchObject({ code: 'last_owner' });
    await people.organizations.setRole(id, bob, 'owner');
    const leaves = await Promise.allSettled(
      [ann, bob].map((user) => people.organizations.removeMember(id, user)),
    );
    expect(leaves.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await people.organizations.members(id)).toHaveLength(1);
  });

  it('take their keys, members and invitations with them, and free their name', async () => {
    const name = `Gone ${randomUUID()}`;
    const { id } = await people.organizations.create({ name, ownerId: ann });
    await expect(people.organizations.create({ name, ownerId: ann })).rejects.toMatchObject({
      code: 'name_taken',
    });
    const project = await people.projects.create({ organizationId: id, name: 'Web' });
    const accounts = openPostgresAccountStore(database.sql);
    const [key] = await accounts.listIngestKeysOf(project.id);
    expect(key?.enabled).toBe(true);
    const invitation = { organization_id: id, email: null, role: 'viewer', invited_by: 'ann' } as const;
    const hash = randomUUID();
    await people.invitations.create({ ...invitation, hash, expiresAt: Date.now() + 60_000 });
    expect(await people.organizations.remove(id)).toBe(true);
    expect(await people.organizations.remove(id)).toBe(false);
    expect((await accounts.findIngestKey(key?.public_key ?? ''))?.enabled).toBe(false);
    expect(await people.organizations.rolesOf(ann)).toEqual([]);
    expect(await people.invitations.find(hash)).toBeNull();
    expect((await people.organizations.create({ name, ownerId: ann })).id).not.toBe(id);
  });

  it('show a project of teams to their members, admins and owners only', async () => {
    const bob = await newUser();
    const { id } = await people.organizations.create({ name: `Teams ${randomUUID()}`, ownerId: ann });
    await people.organizations.setRole(id, bob, 'member');
    const open = await people.projects.create({ organizationId: id, name: 'Open' });
    const closed = await people.projects.create({ organizationId: id, name: 'Closed' });
    const team = await people.teams.create(id, 'Core');
    const change = { organizationId: id, teamId: team.id, belongs: true };
    await people.teams.setProject({ ...change, projectId: closed.id });
    expect(await people.teams.setProject({ ...change, projectId: 2 })).toBeNull();
    expect(await people.teams.setMember({ ...change, userId: await newUser() })).toBeNull();
    const accounts = openPostgresAccountStore(database.sql);
    const seenBy = async (user: string) => (await accounts.membershipsOf(user)).map((row) => row.project_id);
    expect(await seenBy(bob)).toEqual([open.id]);
    expect(await seenBy(ann)).toEqual([open.id, closed.id]);
    expect(await people.teams.setMember({ ...change, userId: bob })).toMatchObject({ members: [bob] });
    expect(await seenBy(bob)).toEqual([open.id, closed.id]);
    await people.organizations.removeMember(id, bob);
    expect((await people.teams.listOf(id))[0]?.members).toEqual([]);
  });
});

describe('invitations', () => {
  it('count once, until they expire or are revoked, and never lower a role', async () => {
    const { id } = await people.organizations.create({ name: `Inv ${randomUUID()}`, ownerId: ann });
    const invite = async (expiresAt = Date.now() + 60_000) => {
      const hash = randomUUID();
      const row = { organization_id: id, email: null, role: 'member', invited_by: 'ann' } as const;
      return { hash, invitation: await people.invitations.create({ ...row, hash, expiresAt }) };
    };
    const { hash } = await invite();
    const [bob, eve] = [await newUser(), await newUser()];
    const accepts = await Promise.all(
      [bob, eve].map((user) => people.invitations.accept(hash, { id: user, email: 'b@c.d' })),
    );
    expect(accepts.filter((accepted) => accepted !== null)).toHaveLength(1);
    expect(await people.organizations.members(id)).toHaveLength(2);
    await people.invitations.accept((await invite()).hash, { id: ann, email: 'a@c.d' });
    expect(await people.organizations.rolesOf(ann)).toEqual([{ organization_id: id, role: 'owner' }]);
    const late = await invite(Date.now() - 1);
    expect(await people.invitations.accept(late.hash, { id: eve, email: 'e@c.d' })).toBeNull();
    const revoked = await invite();
    expect(await people.invitations.revoke(id + 1, revoked.invitation.id)).toBe(false);
    expect(await people.invitations.revoke(id, revoked.invitation.id)).toBe(true);
    expect(await people.invitations.find(revoked.hash)).toBeNull();
  });
});

describe('the audit log', () => {
  const entry = {
    organization_id: 1,
    user_id: null,
    actor: 'ann',
    action: 'updateProject',
    target: 'project_id=1',
    details: { fields: ['name'] },
    address: '::1',
    request_id: 'r',
  };

  it('is append-only, by the database itself, and cleaned up only when old', async () => {
    await people.audit.record(entry);
    const [newest] = await people.audit.list(1, { limit: 1 });
    expect(newest).toMatchObject(entry);
    const { sql } = database;
    await expect(sql`UPDATE audit_log SET actor = 'eve'`).rejects.toThrow('append-only');
    await expect(sql`DELETE FROM audit_log`).rejects.toThrow('append-only');
    await expect(sql`TRUNCATE audit_log`).rejects.toThrow('append-only');
    await sql`INSERT INTO audit_log (organization_id, actor, action, target, address, request_id, created_at)
      VALUES (1, 'old', 'x', 'x', 'x', 'x', now() - interval '100 days')`;
    expect(await people.audit.sweep(0)).toBe(1);
    expect((await people.audit.list(1, { limit: 9 })).map(({ actor }) => actor)).toEqual(['ann']);
  });

  it('shows logins of members in their organizations only', async () => {
    const { id } = await people.organizations.create({ name: `Log ${randomUUID()}`, ownerId: ann });
    await people.audit.record({ ...entry, organization_id: null, user_id: ann, action: 'login' });
    await people.audit.record({ ...entry, organization_id: null, user_id: await newUser(), action: 'login' });
    expect((await people.audit.list(id, { limit: 9 })).map(({ user_id }) => user_id)).toEqual([ann]);
  });
});
