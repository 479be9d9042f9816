import { resolve } from 'node:path';
import { readConfiguration } from '@bugsage/core';
import pc from 'picocolors';
import type { Finding } from '../doctor/check.ts';
import { checkConfiguration } from '../doctor/check-configuration.ts';
import { checkMachine } from '../doctor/check-machine.ts';
import { checkServer } from '../doctor/check-server.ts';
import { readEnvironment } from './environment.ts';

const MARKS: Readonly<Record<Finding['state'], string>> = {
  ok: pc.green('✔'),
  warning: pc.yellow('!'),
  failed: pc.red('✘'),
};

/** `bugsage doctor`: what is well, what is not, and what to do next. Exit code 1 when something failed. */
export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  const configuration = readConfiguration(readEnvironment());
  const dataDirectory = resolve(configuration.BUGSAGE_DATA_DIR);
  const findings = [
    ...checkConfiguration(configuration),
    ...(await checkMachine(dataDirectory)),
    ...(await checkServer(configuration, dataDirectory)),
  ];
  process.stdout.write(options.json === true ? `${JSON.stringify(findings)}\n` : table(findings));
  if (findings.some(({ state }) => state === 'failed')) process.exitCode = 1;
}

function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  return findings.map(({ name, state, text }) => `${MARKS[state]} ${name.padEnd(width)}  ${text}\n`).join('');
}
