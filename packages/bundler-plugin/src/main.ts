#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { runCommand } from './command/run-command.ts';
import { UploadFailure } from './failure.ts';

/** `.env` of the current folder; the environment wins over it. */
function readEnvironment(): Record<string, string | undefined> {
  try {
    return { ...parseEnv(readFileSync('.env', 'utf8')), ...process.env };
  } catch {
    return process.env;
  }
}

const [topic, ...words] = process.argv.slice(2);
const isTopic = topic === 'sourcemaps' || topic === undefined || topic === '--help' || topic === '-h';
try {
  process.exitCode = await runCommand(isTopic ? words : ['help'], readEnvironment(), {
    print: (text) => process.stdout.write(`${text}\n`),
    note: (text) => process.stderr.write(`${text}\n`),
  });
  if (!isTopic) process.exitCode = 2;
} catch (error) {
  process.stderr.write(
    `${error instanceof UploadFailure ? error.message : String((error as Error).stack)}\n`,
  );
  process.exitCode = 1;
}
