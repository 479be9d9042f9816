import { ISSUE_STATUSES, SEVERITIES } from '@bugsage/core';
import { InvalidArgumentError, type Command } from 'commander';

/** The commands that speak to a server through its API: issues, explain, projects, users, tokens. */
export function addApiCommands(program: Command): void {
  addIssues(program);
  program
    .command('explain')
    .description('the newest analysis of an issue: cause, evidence, what to do')
    .argument('<issue>')
    .option('--json', 'as JSON')
    .action(async (issue, options) => (await import('./explain.ts')).explain(issue, options));
  addProjects(program);
  addUsers(program);
  addTokens(program);
}

function addIssues(program: Command): void {
  const issues = program.command('issues').description('look at issues and change them');
  issues
    .command('list')
    .description('the newest activity first')
    .option('--status <status>', ISSUE_STATUSES.join(', '))
    .option('--severity <severity>', SEVERITIES.join(', '))
    .option('--project <number>', 'of one project', number)
    .option('--query <search>', 'in the search language, for example is:unresolved')
    .option('--search <text>', 'of title, value or culprit')
    .option('--sort <field>', 'last_seen, first_seen, event_count, users_affected')
    .option('--limit <number>', 'how many', number, 100)
    .option('--skip <number>', 'leave out the first', number)
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./issues.ts')).listIssues(options));
  issues
    .command('show')
    .argument('<issue>')
    .option('--json', 'as JSON')
    .action(async (issue, options) => (await import('./issues.ts')).showIssue(issue, options));
  issues
    .command('resolve')
    .description('it comes back as regressed when it happens again')
    .argument('<issue>')
    .option('--in-release <version>', 'the release that has the fix')
    .option('--in-next-release', 'the one after the newest')
    .option('--in-commit <commit>', 'the first release that has this commit')
    .option('--json', 'as JSON')
    .action(async (issue, options) => (await import('./issues.ts')).resolveIssue(issue, options));
  issues
    .command('ignore')
    .description('for good, or until a condition holds')
    .argument('<issue>')
    .option('--until <time>', 'ISO 8601')
    .option('--events <number>', 'until so many more events', number)
    .option('--minutes <number>', 'within so many minutes; with --events or --users', number)
    .option('--users <number>', 'until so many more users', number)
    .option('--while-calm', 'until it happens far more often than before')
    .option('--json', 'as JSON')
    .action(async (issue, options) => (await import('./issues.ts')).ignoreIssue(issue, options));
}

function addProjects(program: Command): void {
  const projects = program.command('projects').description('list and make projects');
  projects
    .command('list')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./projects.ts')).listProjects(options));
  projects
    .command('create')
    .description('answers its DSN')
    .argument('<name>')
    .option('--organization <number>', 'needed when there are several', number)
    .option('--json', 'as JSON')
    .action(async (name, options) => (await import('./projects.ts')).createProject(name, options));
}

function addUsers(program: Command): void {
  const users = program.command('users').description('members of an organization');
  users
    .command('list')
    .option('--organization <number>', 'needed when there are several', number)
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./users.ts')).listUsers(options));
  users
    .command('invite')
    .description('answers a link; without an address it is for whoever has it')
    .argument('[email]')
    .option('--role <role>', 'viewer, member, admin or owner', 'member')
    .option('--days <number>', 'how long the link is good', number, 7)
    .option('--organization <number>', 'needed when there are several', number)
    .option('--json', 'as JSON')
    .action(async (email, options) => (await import('./users.ts')).inviteUser(email, options));
}

function addTokens(program: Command): void {
  const tokens = program.command('tokens').description('API tokens of the account');
  tokens
    .command('list')
    .option('--json', 'as JSON')
    .action(async (options) => (await import('./tokens.ts')).listTokens(options));
  tokens
    .command('create')
    .description('answers the token, this once')
    .argument('<name>')
    .requiredOption('--scope <scopes...>', 'read, write, admin, artifacts')
    .option('--project <numbers...>', 'only for these projects', numbers)
    .option('--days <number>', 'how long it is good; until it is revoked when left out', number)
    .option('--json', 'as JSON')
    .action(async (name, options) => (await import('./tokens.ts')).createToken(name, options));
  tokens
    .command('revoke')
    .argument('<token>', 'its id, as "tokens list" shows it')
    .option('--json', 'as JSON')
    .action(async (token, options) => (await import('./tokens.ts')).revokeToken(token, options));
}

function number(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is no whole number.');
}

function numbers(text: string, earlier: readonly number[] = []): number[] {
  return [...earlier, number(text)];
}
