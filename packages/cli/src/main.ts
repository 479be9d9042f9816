import { Command, CommanderError } from 'commander';
import { BugSageError, describeError } from '@bugsage/core';
import { addApiCommands } from './commands/add-api-commands.ts';

/** Exit codes: 1 an operation failed, 2 the call or the configuration is wrong. */
const USAGE_ERROR = 2;
const USAGE_CODES: ReadonlySet<string> = new Set(['invalid_configuration', 'invalid_request']);

const program = new Command('bugsage')
  .description('Self-hosted, AI-powered error tracking with fixes proven by running them')
  .showHelpAfterError('(--help lists the commands)')
  .exitOverride();

// Commands are loaded when they run: `bugsage --help` should not start engines' drivers.
program
  .command('up', { isDefault: true })
  .description(
    'collector, analyzer, API and dashboard in one process, on embedded engines unless URLs are set',
  )
  .action(async () => (await import('./commands/up.ts')).up('all'));
program
  .command('collector')
  .description('the ingest endpoint and the writer alone; runs the embedded engines')
  .action(async () => (await import('./commands/up.ts')).up('collector'));
program
  .command('analyzer')
  .description('the analysis workers, API and dashboard alone; uses the engines of a running collector')
  .action(async () => (await import('./commands/up.ts')).up('analyzer'));
program
  .command('demo')
  .description('run the demo shop against the running server and watch its bugs being fixed')
  .option('--keep-repository', 'leave the shop repository in place')
  .action(async () => (await import('./commands/demo.ts')).demo());

program
  .command('doctor')
  .description('look at configuration, machine, engines and server, and say what to do')
  .option('--json', 'as JSON')
  .action(async (options) => (await import('./commands/doctor.ts')).doctor(options));
program
  .command('backup')
  .description('copy everything that is stored into a new folder, while the server runs')
  .argument('<folder>')
  .option('--json', 'the manifest as JSON')
  .action(async (folder, options) => (await import('./commands/backup.ts')).backup(folder, options));
program
  .command('restore')
  .description('fill an empty data directory, or empty engines, from a backup')
  .argument('<folder>')
  .option('--json', 'the manifest as JSON')
  .action(async (folder, options) => (await import('./commands/backup.ts')).restoreBackup(folder, options));

const dlq = program
  .command('dlq')
  .description('dead letters: events that could not be stored, messages nobody could handle');
dlq
  .command('list')
  .description('the newest first')
  .option('--limit <number>', 'how many', '100')
  .option('--json', 'as JSON')
  .action(async (options) => (await import('./commands/dlq.ts')).listLetters(options));
dlq
  .command('show')
  .description('one letter with its payload')
  .argument('<number>')
  .option('--json', 'as JSON')
  .action(async (number, options) => (await import('./commands/dlq.ts')).showLetter(number, options));
dlq
  .command('replay')
  .description('try again: events go through the journal under their own ids, messages to the bus')
  .argument('[numbers...]')
  .option('--all', 'every letter')
  .option('--json', 'as JSON')
  .action(async (numbers, options) => (await import('./commands/dlq.ts')).replayLetters(numbers, options));
dlq
  .command('drop')
  .description('give letters up for good')
  .argument('[numbers...]')
  .option('--all', 'every letter')
  .option('--json', 'as JSON')
  .action(async (numbers, options) => (await import('./commands/dlq.ts')).dropLetters(numbers, options));

program
  .command('import')
  .description('bring over what another tracker has')
  .command('sentry')
  .description('the unresolved issues of a Sentry project with their newest events; goes on where it stopped')
  .requiredOption('--organization <slug>', 'in Sentry')
  .requiredOption('--project <slug>', 'in Sentry')
  .option('--into <number>', 'project here', '1')
  .option('--sentry-url <address>', 'of your own Sentry', 'https://sentry.io')
  .option('--url <address>', 'of this server; BUGSAGE_URL when left out')
  .option('--json', 'as JSON')
  .addHelpText(
    'after',
    '\nBUGSAGE_TOKEN is an API token with the scope admin, SENTRY_AUTH_TOKEN one of Sentry (project:read, event:read).',
  )
  .action(async (options) => (await import('./commands/import-sentry.ts')).importSentry(options));

addApiCommands(program);

program
  .command('sourcemaps')
  .description('upload the source maps of a build, or say why a stack is not resolved: upload, inject, check')
  .argument('[words...]')
  .helpOption(false)
  .allowUnknownOption()
  .action(async (_words: unknown, _options: unknown, command: { args: string[] }) =>
    (await import('./commands/sourcemaps.ts')).sourcemaps(command.args),
  );

program
  .command('test')
  .description('every check and test of the repository')
  .action(async () => (await import('./quality/test.ts')).test());
program
  .command('test-faults')
  .description(
    'kill, stop, fill and damage a server under load, and compare what was promised with what is stored',
  )
  .option('--smoke', 'each fault once')
  .action(async (options) => (await import('./quality/test-faults.ts')).testFaults(options));
program
  .command('check')
  .description('types, lint, format and unused code only')
  .action(async () => (await import('./quality/check.ts')).check());
program
  .command('bench')
  .description('run a benchmark of benchmarks/ and write its result')
  .argument('[name]', 'ingest', 'ingest')
  .allowUnknownOption()
  .allowExcessArguments()
  .action(async (name: string, _options: unknown, command: { args: string[] }) =>
    (await import('./quality/bench.ts')).bench(name, command.args.slice(1)),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}

/** Says what went wrong; answers the exit code. */
function report(error: unknown): number {
  // It has said so itself; asking for help or the version ends here as well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE_ERROR;
  process.stderr.write(`${describeError(error)}\n`);
  if (!(error instanceof BugSageError) && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  return error instanceof BugSageError && USAGE_CODES.has(error.code) ? USAGE_ERROR : 1;
}
