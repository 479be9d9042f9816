import { releaseAddress } from '../src/format/release-words.ts';
import type { Visitor } from './visitor.ts';
import { INVITATION_LINK } from './fixtures/accounts.ts';
import { FIRST_RELEASE, ISSUE_IDS } from './fixtures/issues.ts';
import { EMPTY_PROJECT_ID } from './fixtures/projects.ts';

type Visit = (visitor: Visitor) => Promise<void>;

/** Every page there is, each with the way to have it complete on the screen. The login page is open when a way begins. */
export const PAGES: readonly (readonly [string, Visit])[] = [
  ['login', async ({ page }) => page.getByRole('button', { name: 'Sign in' }).waitFor()],
  ['issues', signedIn('/', ({ page }) => page.getByText('Verified fix').nth(1).waitFor())],
  ['issue with a verified fix', signedIn(`/issues/${ISSUE_IDS.verified}`, issueComplete)],
  ['issue with a suggestion', signedIn(`/issues/${ISSUE_IDS.suggested}`, issueComplete)],
  [
    'issue without an analysis',
    signedIn(`/issues/${ISSUE_IDS.fresh}`, ({ page }) => page.getByText('Not analyzed yet').waitFor()),
  ],
  ['no matches', signedIn('/?search=zebra', ({ page }) => page.getByText('Nothing matches').waitFor())],
  [
    'applied fix',
    signedIn(`/issues/${ISSUE_IDS.verified}`, async ({ page }) => {
      await page.getByRole('button', { name: 'Approve fix' }).click();
      await page.getByRole('button', { name: 'Open a draft pull request' }).click();
      await page.getByRole('link', { name: /draft pull request on GitHub/ }).waitFor();
      await page.getByText('Take it back').click();
    }),
  ],
  ['track record', signedIn('/fixes', ({ page }) => page.getByRole('table').waitFor())],
  [
    'saved views',
    signedIn('/', async ({ page }) => {
      await page.getByText('Saved views').click();
      await page.getByRole('button', { name: 'Open the view Came back' }).click();
      await page.getByRole('button', { name: 'Leave the view' }).waitFor();
      await page.getByRole('button', { name: 'Delete the view Came back' }).waitFor();
    }),
  ],
  ['releases', signedIn('/releases', ({ page }) => page.getByText('99.99 %').waitFor())],
  [
    'release',
    signedIn(releaseAddress(FIRST_RELEASE), async ({ page }) => {
      await page.getByRole('button', { name: 'Show all 25' }).waitFor();
      await page.locator('.bar-chart canvas').waitFor();
      await page.getByText('1 session as a table').click();
      await page.getByRole('list', { name: 'New issues' }).waitFor();
      await page.getByRole('list', { name: 'Regressed issues' }).waitFor();
    }),
  ],
  ['no release', signedIn(releaseAddress('..'), ({ page }) => page.getByText('no page of a').waitFor())],
  ['settings', signedIn('/settings', ({ page }) => page.getByLabel('DSN', { exact: true }).waitFor())],
  [
    'alerts',
    signedIn('/alerts', async ({ page }) => {
      await page.getByText('12,345').waitFor();
      await page.getByRole('button', { name: 'Test: Mailbox' }).click();
      await page.getByText('A test message is on its way').waitFor();
      await page.getByRole('button', { name: 'Change: Nights' }).click();
      await page.getByLabel('Jump: times its events').waitFor();
      await page.locator('input[name=name][value=Nights]:focus').waitFor();
    }),
  ],
  [
    'channel just added',
    signedIn('/alerts', async ({ page }) => {
      await page.getByLabel('Name', { exact: true }).last().fill('Hook');
      await page.getByLabel('Address', { exact: true }).fill('https://hooks.acme.example/bugsage');
      await page.getByRole('button', { name: 'Add channel' }).click();
      await page.getByText('the-secret-of-a-channel-1234').waitFor();
    }),
  ],
  [
    'integrations',
    signedIn('/integrations', async ({ page }) => {
      await page.getByText('Imported 40 events').waitFor();
      await page.getByRole('button', { name: /^Replay/ }).waitFor();
      await page.getByRole('button', { name: 'Test: Old tracker' }).click();
      await page.getByText('acme/shop').last().waitFor();
    }),
  ],
  [
    'integration just connected',
    signedIn('/integrations', async ({ page }) => {
      await page.getByRole('combobox', { name: 'Service' }).selectOption('jira');
      await page.getByLabel('Name', { exact: true }).fill('Board');
      await page.getByLabel('Address', { exact: true }).fill('https://acme.atlassian.net');
      await page.getByLabel('Project key').fill('SHOP');
      await page.getByLabel('E-mail address of the user').fill('bot@acme.example');
      await page.getByLabel('Token', { exact: true }).fill('secret');
      await page.getByRole('button', { name: 'Connect', exact: true }).click();
      await page.getByText('the-secret-of-webhooks-1234').waitFor();
    }),
  ],
  [
    'grouping rules',
    signedIn('/grouping-rules', async ({ page }) => {
      await page.getByRole('button', { name: 'Show what would change' }).click();
      await page.getByText('8 events would move').waitFor();
      await page.getByText('Text', { exact: true }).click();
    }),
  ],
  [
    'source maps',
    signedIn('/source-maps', async ({ page }) => {
      await page.getByText('1,204 events').waitFor();
      await page.getByRole('button', { name: /^Files of the upload shop/u }).click();
      await page.getByText('decoded map').or(page.getByText('cannot be used')).first().waitFor();
    }),
  ],
  [
    'members',
    signedIn('/members', ({ page }) => page.getByRole('heading', { name: 'Invitations' }).waitFor()),
  ],
  [
    'account',
    signedIn('/account', async ({ page }) => {
      await page.getByText('bugsage_Ab3dEf').waitFor();
      await page.getByText('192.0.2.1').first().waitFor();
    }),
  ],
  [
    'second factor',
    signedIn('/account', async ({ page }) => {
      await page.getByLabel('Your password').fill('correct horse');
      await page.getByRole('button', { name: 'Set up' }).click();
      await page.getByRole('img', { name: 'QR code' }).waitFor();
    }),
  ],
  ['audit log', signedIn('/audit-log', ({ page }) => page.getByText('update project').waitFor())],
  [
    'invitation',
    async ({ page, open }) => {
      await open(`/invitation#${INVITATION_LINK}`);
      await page.getByRole('button', { name: 'Make my account' }).waitFor();
    },
  ],
  [
    'password link',
    async ({ page, open }) => {
      await open('/password#a-secret-of-a-password-link-1234567890abcd');
      await page.getByRole('button', { name: 'Change password' }).waitFor();
    },
  ],
  ['not found', signedIn('/nowhere', ({ page }) => page.getByText('nothing at this address').waitFor())],
  [
    'empty project',
    signedIn('/', async ({ page }) => {
      await page.getByLabel('Project').selectOption(String(EMPTY_PROJECT_ID));
      await page.getByText('Waiting for the first error').waitFor();
      await page.getByLabel('DSN', { exact: true }).waitFor();
    }),
  ],
  [
    'keyboard help',
    signedIn('/', async ({ page }) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    }),
  ],
];

function signedIn(path: string, ready: Visit): Visit {
  return async (visitor) => {
    await visitor.signIn();
    await visitor.open(path);
    await visitor.page.getByRole('banner').waitFor();
    await ready(visitor);
  };
}

async function issueComplete({ page }: Visitor): Promise<void> {
  await page.getByRole('heading', { name: 'Why grouped here' }).waitFor();
  await page.getByRole('heading', { name: 'Run log' }).waitFor();
  await page.getByRole('button', { name: 'Assign to admin@example.org' }).waitFor();
  await page.getByRole('button', { name: 'Assign to #checkout' }).waitFor();
  await page.locator('.bar-chart canvas').waitFor();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
}
