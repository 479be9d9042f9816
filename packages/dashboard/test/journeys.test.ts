import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, openChromium } from '../../cli/test/sdk/chromium.ts';
import { buildDashboard } from '../src/build.ts';
import { LOGIN, LOGIN_WITH_CODE } from './fixture-server.ts';
import { INVITATION_LINK } from './fixtures/accounts.ts';
import { DIFF, FIX_IDS, SUGGESTION_REASON } from './fixtures/fixes.ts';
import { FIRST_RELEASE, ISSUE_IDS } from './fixtures/issues.ts';
import { barOfNewestBucket } from './newest-bar.ts';
import { visit, type Visitor } from './visitor.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('ways through the dashboard', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = (await buildDashboard()).outDir;
    browser = await openChromium(chromium ?? '');
  });
  afterAll(() => browser.close());

  async function arrive(path: string): Promise<Visitor> {
    const visitor = await visit(browser, folder);
    await visitor.open(path);
    await visitor.signIn();
    return visitor;
  }

  it('refuses a wrong password, signs in at the address asked for, and signs out', async () => {
    const visitor = await visit(browser, folder);
    const { page } = visitor;
    await visitor.open('/settings');
    await page.getByLabel('Email').fill('admin@example.org');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Email or password is wrong.').waitFor();
    await visitor.signIn();
    await page.getByRole('heading', { name: 'Settings of' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Settings of' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.getByRole('heading', { name: 'Sign in' }).textContent()).toBe('Sign in to BugSage');
    await visitor.leave();
  });

  it('walks the list by keyboard and searches it', async () => {
    const visitor = await arrive('/');
    const { page } = visitor;
    const links = page.locator('.issue-link');
    await links.nth(2).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
    const walk: (string | null | undefined)[] = [];
    for (const key of ['j', 'j', 'j', 'k']) {
      await page.keyboard.press(key);
      walk.push(await focused());
    }
    const { verified, suggested, fresh } = ISSUE_IDS;
    expect(walk).toEqual([verified, suggested, fresh, suggested].map((id) => `/issues/${id}`));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'RangeError' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('RangeError');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/?search=RangeError');
    await expect.poll(() => links.count()).toBe(1);
    await visitor.leave();
  });

  it('shortens a long place in the list and keeps it whole in the title', async () => {
    const visitor = await arrive('/');
    const place = visitor.page.locator('.issue-culprit').nth(1);
    expect(await place.textContent()).toMatch(/^…\//u);
    expect(await place.getAttribute('title')).toContain('/srv/shop/releases/2026-03-04/current');
    await visitor.leave();
  });

  it('resolves an issue and takes it back', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.verified}`);
    const { page, server } = visitor;
    await page.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Issue resolved.').waitFor();
    expect(server.state.issues[0]?.status).toBe('resolved');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Resolve' }).waitFor();
    expect(server.state.issues[0]?.status).toBe('detected');
    await visitor.leave();
  });

  it('gives an issue to an owner, to the author of a suspect commit, to nobody, and back', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.verified}`);
    const { page, server } = visitor;
    const assignee = () => server.state.issues[0]?.assignee;
    await page.getByRole('button', { name: 'Assign to #checkout' }).press('Enter');
    await page.getByText('Assigned to #checkout.').waitFor();
    expect(assignee()).toBe('#checkout');
    // The author's address is written in another case than the member's.
    await page.getByRole('button', { name: 'Assign to admin@example.org' }).click();
    await expect.poll(assignee).toBe('admin@example.org');
    await page.getByRole('button', { name: 'Unassign' }).click();
    await page.getByRole('button', { name: 'Assign to me' }).waitFor();
    expect(assignee()).toBeNull();
    await page.locator('.notice', { hasText: 'Nobody is assigned.' }).getByText('Undo').click();
    await expect.poll(assignee).toBe('admin@example.org');
    expect(await page.getByRole('button', { name: /^Assign to gone/u }).count()).toBe(0);
    await visitor.leave();
  });

  it('reviews a fix and downloads its patch', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.verified}`);
    const { page, server } = visitor;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download patch' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`bugsage-${FIX_IDS.verified.slice(0, 8)}.patch`);
    expect(await readFile(await download.path(), 'utf8')).toBe(DIFF);
    await page.getByLabel('Review notes').fill('Looks right.');
    await page.getByRole('button', { name: 'Approve fix' }).click();
    await page.locator('.review-done').waitFor();
    expect(server.state.fixes[0]).toMatchObject({ review_approved: true, review_notes: 'Looks right.' });
    await visitor.leave();
  });

  it('shows a fix that is only plausible as a suggestion with its reason', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.suggested}`);
    const panel = visitor.page.locator('.panel.fix');
    await panel.getByText('A suggestion: plausible').waitFor();
    expect(await panel.getByText(SUGGESTION_REASON).count()).toBe(1);
    const steps = await panel.locator('.pipeline-step').allTextContents();
    expect(steps).toEqual([
      'Pending, done',
      'Generating, done',
      'Testing, neither proven nor refuted',
      'Suggestion, done',
    ]);
    expect(await panel.getByRole('button', { name: 'Approve fix' }).count()).toBe(1);
    await visitor.leave();
  });

  it('saves where the code is', async () => {
    const visitor = await arrive('/settings');
    const { page, server } = visitor;
    await page.getByLabel('Git URL').fill('https://git.example.org/team/shop.git');
    await page.getByLabel('Folder in the repository').fill('');
    await page.getByLabel('Test command').fill('');
    await page.getByRole('button', { name: 'Save repository' }).click();
    await page.getByText('Repository saved.').waitFor();
    const url = 'https://git.example.org/team/shop.git';
    expect(server.state.projects[0]?.repository).toEqual({
      url,
      root: '',
      test_command: null,
      host: 'auto',
      host_repository: null,
      install: false,
    });
    await visitor.leave();
  });

  it('saves when models are asked and fixes are made', async () => {
    const visitor = await arrive('/settings');
    const { page, server } = visitor;
    await page.getByLabel('Ask the configured model').uncheck();
    await page.getByLabel('From this number of events on').fill('10');
    await page.getByLabel('US dollars a day').fill('0.5');
    await page.getByLabel('from this confidence on').fill('0.85');
    await page.getByRole('button', { name: 'Save models and fixes' }).click();
    await page.getByText('Models and fixes saved.').waitFor();
    expect(server.state.projects[0]).toMatchObject({
      fix_confidence_min: 0.85,
      model_gates: {
        enabled: false,
        noise: false,
        events_min: 10,
        age_days_max: null,
        usd_per_day: 0.5,
        tokens_per_day: null,
      },
    });
    await visitor.leave();
  });

  it('saves what is kept', async () => {
    const visitor = await arrive('/settings');
    const { page, server } = visitor;
    await page.getByLabel('Days events are kept').fill('30');
    await page.getByLabel('GiB of events kept').fill('1.5');
    await page.getByRole('button', { name: 'Save what is kept' }).click();
    await page.getByText('What is kept is saved.').waitFor();
    expect(server.state.projects[0]?.retention).toEqual({
      days: 30,
      events_max: null,
      bytes_max: 1_610_612_736,
    });
    await visitor.leave();
  });

  it('draws the one event of the newest bucket, and says when it was', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.verified}`);
    const { page } = visitor;
    await page.getByRole('img', { name: '1 event in 24 hours' }).waitFor();
    await expect.poll(() => barOfNewestBucket(page)).toMatchObject({ isDrawn: true });
    await page.getByText('1 event as a table').click();
    expect(await page.locator('.chart-table tbody td').first().textContent()).toContain('2026');
    await visitor.leave();
  });

  it('reads backticks as code and folds long breadcrumbs', async () => {
    const visitor = await arrive(`/issues/${ISSUE_IDS.verified}`);
    const { page } = visitor;
    const spans = page.locator('.root-cause code');
    await spans.first().waitFor();
    expect((await spans.allTextContents()).slice(0, 2)).toEqual(['minimum', 'coupon']);
    const crumb = page.locator('.crumb-row').first();
    const hidden = () =>
      crumb
        .locator('.crumb-message > span')
        .evaluate((element) => element.scrollHeight > element.clientHeight);
    expect(await hidden()).toBe(true);
    await crumb.getByRole('button', { name: 'Show all' }).click();
    expect(await crumb.getByRole('button', { name: 'Show less' }).count()).toBe(1);
    expect(await crumb.textContent()).toContain('the very end');
    await visitor.leave();
  });

  it('says on every page what does not work, and no longer once it does', async () => {
    const visitor = await arrive('/');
    const { page, server } = visitor;
    const banner = page.locator('output.degraded-banner');
    await banner.waitFor({ state: 'attached' });
    expect(await banner.textContent()).toBe('');
    server.state.health = { status: 'degraded', reasons: ['ClickHouse: no answer'] };
    await page.reload();
    await banner.getByText('events cannot be read').waitFor();
    expect(await banner.textContent()).toContain('(ClickHouse: no answer)');
    await page.screenshot({ path: process.env['BUGSAGE_SCREENSHOT'] ?? '/dev/null', type: 'png' });
    server.state.health = { status: 'ok', reasons: [] };
    await page.reload();
    await page.getByRole('heading').first().waitFor();
    expect(await banner.textContent()).toBe('');
    await visitor.leave();
  });

  it('asks for a code after the password, and signs in with it', async () => {
    const visitor = await visit(browser, folder);
    const { page } = visitor;
    await visitor.open('/members');
    await page.getByLabel('Email').fill(LOGIN_WITH_CODE.username);
    await page.getByLabel('Password').fill(LOGIN.password);
    expect(await page.getByLabel('Code of your authenticator app').count()).toBe(0);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const code = page.getByLabel('Code of your authenticator app');
    await code.waitFor();
    expect(await code.evaluate((element) => element === document.activeElement)).toBe(true);
    await code.fill(LOGIN_WITH_CODE.otp);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Members of' }).waitFor();
    await visitor.leave();
  });

  it('offers the identity provider, and says why somebody came back from it', async () => {
    const visitor = await visit(browser, folder);
    const { page } = visitor;
    await visitor.open('/?sign_in_error=oidc_unknown_user');
    await page.getByText('Ask for an invitation').waitFor();
    const link = page.getByRole('link', { name: /Sign in with/u });
    expect(await link.getAttribute('href')).toBe('/api/v1/auth/oidc/login');
    await visitor.leave();
  });

  it('invites somebody by a link, and makes an API token that is shown once', async () => {
    const visitor = await arrive('/members');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText(`/invitation#${INVITATION_LINK}`).waitFor();
    await page.getByRole('link', { name: 'My account' }).click();
    await page.getByLabel('What it is for').fill('Build server');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByText('bugsage_the-token-itself').waitFor();
    const revoke = page.getByRole('button', { name: /Revoke/u }).first();
    await revoke.click();
    expect(await revoke.textContent()).toBe('Really revoke?');
    await visitor.leave();
  });

  it('sets a second factor up, with recovery codes at the end', async () => {
    const visitor = await arrive('/account');
    const { page } = visitor;
    await page.getByLabel('Your password').fill(LOGIN.password);
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByText('JBSWY3DPEHPK3PXP').waitFor();
    await page.getByLabel('Six digits').fill('123456');
    await page.getByRole('button', { name: 'Switch on' }).click();
    const codes = page.getByText('7f3a1-00112-33445-66778');
    await codes.waitFor();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    expect(await codes.count()).toBe(0);
    await visitor.leave();
  });

  it('reads on in the audit log', async () => {
    const visitor = await arrive('/audit-log');
    const { page } = visitor;
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.getByRole('cell', { name: 'login' }).waitFor();
    expect(await page.getByRole('button', { name: 'Older entries' }).count()).toBe(0);
    await visitor.leave();
  });

  it('tries grouping rules, applies them, and goes back', async () => {
    const visitor = await arrive('/grouping-rules');
    const { page } = visitor;
    const text = page.getByLabel('Fingerprint rules');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await text.inputValue()).toMatch(/TimeoutError.*\ntype:"DatabaseError" -> database-down\n$/su);
    await text.press('Tab');
    expect(await page.getByRole('button', { name: 'Apply these rules' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show what would change' }).press('Enter');
    await page.getByText('8 events would move: 1 issue would split, 1 would get events of others.').waitFor();
    expect(await page.getByText('7 events → #3').count()).toBe(1);
    expect(await page.getByText('1 event → a new issue: timeout').count()).toBe(1);
    // A text that was not tried cannot be applied.
    await text.press('Control+End');
    await text.pressSequentially('# checked');
    expect(await page.getByRole('button', { name: 'Apply these rules' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.getByLabel('Why').fill('One database');
    await page.getByRole('button', { name: 'Apply these rules' }).click();
    await page.getByText('Rules applied.').waitFor();
    const counting = () =>
      page.locator('[aria-current="true"]').filter({ hasText: 'Counts now' }).textContent();
    await expect.poll(counting).toContain('3 rules');
    const back = page.getByRole('button', { name: 'Roll back to the rules before' });
    await back.click();
    await page.getByRole('button', { name: 'Really? Roll back' }).click();
    await page.getByText('Went back.').waitFor();
    await expect.poll(counting).toContain('2 rules');
    await visitor.leave();
  });

  it('shows what was uploaded for a release, and deletes an upload', async () => {
    const visitor = await arrive('/source-maps');
    const { page } = visitor;
    const uploads = page.getByRole('list', { name: 'Uploads' }).locator('> li');
    await uploads.nth(1).waitFor();
    const files = page.getByRole('button', { name: 'Files of the upload by debug id' });
    await files.press('Enter');
    await page.getByText('map_invalid').or(page.getByText('The map is not JSON.')).first().waitFor();
    const remove = page.getByRole('button', { name: 'Delete the upload by debug id' });
    await remove.click();
    await page.getByRole('button', { name: 'Really? Delete the upload by debug id' }).click();
    await expect.poll(() => uploads.count()).toBe(1);
    await page.getByLabel('Release (empty for all)').fill('other');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('Nothing was uploaded for this release.').waitFor();
    await visitor.leave();
  });

  it('goes from the releases to one with a hostile version, its sessions, issues and commits', async () => {
    const visitor = await arrive('/releases');
    const { page } = visitor;
    const rows = page.getByRole('table').locator('tbody tr');
    await rows.nth(1).waitFor();
    expect(await rows.nth(0).locator('td').allTextContents()).toEqual([
      '99.99 %',
      '98.5 %',
      '42 %',
      '12.3K sessions',
      '3',
    ]);
    expect(await rows.nth(1).locator('td').allTextContents()).toEqual(['–', '–', '–', '–', '0']);
    await page.getByLabel('Version contains').fill('first');
    await page.keyboard.press('Enter');
    await expect.poll(() => rows.count()).toBe(1);
    await rows.getByRole('link').press('Enter');
    await page.getByRole('img', { name: '1 session over time' }).waitFor();
    expect(new URL(page.url()).searchParams.get('version')).toBe(FIRST_RELEASE);
    await page.getByRole('button', { name: 'Crashes' }).click();
    await page.getByRole('img', { name: '1 crashed session over time' }).waitFor();
    await page.getByRole('button', { name: '7 days' }).click();
    await page.getByText('No sessions in this time.').waitFor();
    const issuesOf = (name: string) => page.getByRole('list', { name }).getByRole('link');
    await expect.poll(() => issuesOf('New issues').count()).toBe(3);
    await expect.poll(() => issuesOf('Regressed issues').count()).toBe(1);
    await page.getByText('No issue was resolved in this release by name.').waitFor();
    expect(
      await page.locator('.issue-side a').evaluateAll((links) => links.map((a) => a.getAttribute('href'))),
    ).toEqual(['https://ci.example.com/512']);
    const commits = page.locator('.commit-list').last().locator('> li');
    expect(await commits.count()).toBe(20);
    await page.getByRole('button', { name: 'Show all 25' }).click();
    expect(await commits.count()).toBe(25);
    expect(await commits.first().textContent()).not.toContain('The body');
    await issuesOf('Regressed issues').click();
    await page.getByRole('heading', { level: 1, name: 'RangeError' }).waitFor();
    await visitor.leave();
  });
});
