import { resolve } from 'node:path';
import {
  connectDeadLetters,
  readEngineUrls,
  type DeadLetterChoice,
  type DeadLetterStore,
} from '@bugsage/backends';
import { BugSageError, readConfiguration } from '@bugsage/core';
import { readEnvironment } from './environment.ts';
import { formatLetter, formatLetters, formatReplayed } from './dlq-output.ts';

type Output = { readonly json?: boolean };

/** `bugsage dlq`: what could not be stored or handled. Works beside a running server, on its database. */
export async function listLetters(options: Output & { readonly limit: string }): Promise<void> {
  const limit = parseNumber(options.limit);
  const letters = await withLetters((store) => store.list(limit));
  print(options.json ? JSON.stringify(letters) : formatLetters(letters));
}

export async function showLetter(number: string, options: Output): Promise<void> {
  const id = parseNumber(number);
  const letter = await withLetters((store) => store.get(id));
  if (letter === null) throw noSuchLetter(id);
  print(options.json ? JSON.stringify(letter) : formatLetter(letter));
}

export async function replayLetters(
  numbers: readonly string[],
  options: Output & { readonly all?: boolean },
): Promise<void> {
  const choice = parseChoice(numbers, options.all);
  const replayed = await withLetters((store) => store.replay(choice));
  print(options.json ? JSON.stringify({ replayed }) : formatReplayed('Replaying', replayed));
  failWhenMissing(choice, replayed);
}

export async function dropLetters(
  numbers: readonly string[],
  options: Output & { readonly all?: boolean },
): Promise<void> {
  const choice = parseChoice(numbers, options.all);
  const dropped = await withLetters((store) => store.drop(choice));
  print(options.json ? JSON.stringify({ dropped }) : formatReplayed('Dropped', dropped));
  failWhenMissing(choice, dropped);
}

async function withLetters<Result>(run: (store: DeadLetterStore) => Promise<Result>): Promise<Result> {
  const configuration = readConfiguration(readEnvironment());
  const dataDirectory = resolve(configuration.BUGSAGE_DATA_DIR);
  const databaseUrl =
    configuration.BUGSAGE_DATABASE_URL ?? (await readEngineUrls(dataDirectory))?.databaseUrl;
  if (databaseUrl === undefined) {
    throw new BugSageError({
      kind: 'unavailable',
      code: 'no_engines',
      message: `No engines run in ${dataDirectory}. Start "bugsage up" there first, or set BUGSAGE_DATABASE_URL.`,
    });
  }
  const letters = connectDeadLetters(databaseUrl);
  try {
    return await run(letters.store);
  } finally {
    await letters.close();
  }
}

function parseChoice(numbers: readonly string[], all: boolean | undefined): DeadLetterChoice {
  if (all === true && numbers.length === 0) return 'all';
  if (all !== true && numbers.length > 0) return numbers.map(parseNumber);
  throw wrongCall('Name the letters by their numbers, or say --all.');
}

function parseNumber(text: string): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw wrongCall(`${JSON.stringify(text)} is no positive number.`);
}

/** Scripts have to notice that a letter was gone, unreadable or under way. */
function failWhenMissing(choice: DeadLetterChoice, done: readonly number[]): void {
  const missing = choice === 'all' ? [] : choice.filter((id) => !done.includes(id));
  if (missing.length === 0) return;
  process.stderr.write(
    `Left as they are: ${missing.join(', ')} (no such letter, being replayed, or not readable as an event).\n`,
  );
  process.exitCode = 1;
}

function noSuchLetter(id: number): BugSageError {
  return new BugSageError({
    kind: 'not_found',
    code: 'unknown_dead_letter',
    message: `There is no dead letter ${id}. "bugsage dlq list" shows them.`,
  });
}

function wrongCall(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'invalid_configuration', message });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
