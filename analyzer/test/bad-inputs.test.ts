import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Cover = readonly [file: string, name: string];

const ROOT = new URL('../../', import.meta.url);
const OWN = 'analyzer/test/api/bad-inputs.suite.ts';
const TOKENS = 'analyzer/src/api/auth/tokens.test.ts';
const AUTH = 'analyzer/test/api/auth.suite.ts';
const ACCOUNTS = 'analyzer/test/api/accounts.suite.ts';
const ACCESS = 'analyzer/test/api/access.suite.ts';
const SITE = 'analyzer/test/api/site.suite.ts';
const ALERTS = 'analyzer/test/alerts.test.ts';
const OUTBOUND = 'packages/backends/src/outbound/outbound.test.ts';
const WEBHOOKS = 'analyzer/test/integrations/webhooks.suite.ts';
const PAGES = 'packages/dashboard/test/pages.test.ts';

/**
 * Bad inputs that reach the API, the pages and calls out: where each is tested, and its name there. Numbers 1 to 53 and 76
 * to 84 are those of what clients send: collector/test/bad-inputs/numbers.test.ts.
 */
const COVERED: Readonly<Record<number, readonly Cover[]>> = {
  54: [
    [TOKENS, 'alg none'],
    [TOKENS, 'alg nOnE'],
  ],
  55: [[TOKENS, 'HS256 with a public key as secret']],
  56: [[TOKENS, 'an embedded jwk']],
  57: [
    [TOKENS, 'a remote jku'],
    [TOKENS, 'a remote x5u'],
  ],
  58: [
    [TOKENS, 'a kid that is a path'],
    [TOKENS, 'a kid of a megabyte'],
    [TOKENS, 'a kid that is SQL'],
  ],
  59: [
    [TOKENS, 'an expiry 61 seconds ago'],
    [TOKENS, 'no expiry'],
    [TOKENS, 'an expiry that is text'],
    [TOKENS, 'not before the future'],
  ],
  60: [
    [TOKENS, 'another audience'],
    [TOKENS, 'another issuer'],
    [AUTH, 'does not take an access token, nor the API a refresh token'],
  ],
  61: [
    [AUTH, 'trades a token once; using it again ends every session of the login'],
    [AUTH, 'lets exactly one of many refreshes at once win, and the winner goes on'],
  ],
  62: [
    [ACCESS, 'counts a changed role at once'],
    [ACCESS, 'ends with the account'],
    [ACCOUNTS, 'change with the present one, and end every other session, access tokens included'],
    [AUTH, 'is not set for another site, which would log its visitor in as somebody else'],
  ],
  63: [[ACCESS, 'answers each foreign id of a %s like one that does not exist']],
  64: [
    [ACCOUNTS, 'nothing can be assigned that the body does not offer'],
    ['analyzer/test/api/reports.suite.ts', 'what follows from events alone'],
  ],
  65: [
    ['analyzer/test/api/search.suite.ts', 'finds events of own projects with their issue, newest first'],
    ['analyzer/test/api/exports.suite.ts', 'show only what the caller may see'],
    ['analyzer/test/api/live.suite.ts', 'tells members what happens to their issues, and nobody else'],
    ['analyzer/test/api/views.suite.ts', 'are a person’s own unless they are shared'],
  ],
  66: [[OWN, '66: %s is refused']],
  67: [[ACCESS, 'ignores a method override']],
  68: [
    [OWN, '68: the DSN of an organization that is deleted takes nothing any more'],
    [ACCOUNTS, 'make an account and a member, by the link alone, and are spent'],
  ],
  69: [
    [OWN, '69: %j is text wherever it stands'],
    ['packages/backends/src/clickhouse/event-search.test.ts', `title:"{x:String}"`],
  ],
  70: [[OWN, '70: a search of %s is refused or answered, quickly']],
  71: [[OWN, '71: wildcards of LIKE mean themselves']],
  72: [
    [PAGES, '%s: open to everybody, no script of a stranger, fits a phone'],
    [SITE, 'runs no script that is not a file of ours, and is in no frame'],
    ['analyzer/src/publish/inert-text.test.ts', 'javascript:'],
  ],
  73: [
    ['analyzer/src/api/export/csv.test.ts', '=HYPERLINK'],
    ['analyzer/test/api/exports.suite.ts', 'are CSV in which nothing is a formula'],
  ],
  74: [[OWN, '74: nothing of a request makes a line of the log, or moves a terminal']],
  75: [
    [ALERTS, 'changes the message of an issue in Slack in place, and lets no title mention anybody'],
    [ALERTS, 'tells Discord, Teams and mailboxes, each in its own markup'],
  ],
  85: [
    [OUTBOUND, 'refuse %s'],
    [OUTBOUND, 'connects to the address that was checked, not to what the name says the second time'],
    [OUTBOUND, '/to-internal'],
    [OUTBOUND, 'keeps secrets from the origin it is sent on to'],
  ],
  86: [
    [WEBHOOKS, 'do nothing the second time, under the same name or another one'],
    [WEBHOOKS, 'of Slack are refused when their time is not now, both ways'],
  ],
};

const NUMBERS = [...Array.from({ length: 22 }, (_, index) => 54 + index), 85, 86];

describe('the list of bad inputs', () => {
  test.each(NUMBERS)('%d is tested', (number) => {
    const covers = COVERED[number] ?? [];
    expect(covers).not.toEqual([]);
    for (const [file, name] of covers)
      expect(readFileSync(new URL(file, ROOT), 'utf8'), file).toContain(name);
  });

  test('has no test under a number that is not in it', () => {
    expect(Object.keys(COVERED).map(Number)).toEqual(NUMBERS);
  });
});
