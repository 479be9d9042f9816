import { resolve } from 'node:path';
// The face of the package would load every driver, which takes longer than the call.
import { readConnection } from '@bugsage/backends/connection-file';
import { BugSageError, readConfiguration } from '@bugsage/core';
import { readEnvironment } from '../commands/environment.ts';

/** Where the API is, and as whom. */
export type ServerAccess = { readonly baseUrl: string } & (
  | { readonly token: string }
  | { readonly email: string; readonly password: string }
);

/**
 * The server that `BUGSAGE_URL` and `BUGSAGE_TOKEN` name, else the one that runs in `BUGSAGE_DATA_DIR`, with the
 * token if there is one, else as its admin. A password of the data directory goes to no other address.
 *
 * @throws BugSageError `invalid_configuration` that says what to set.
 */
export async function findServer(): Promise<ServerAccess> {
  const environment = readEnvironment();
  const url = environment['BUGSAGE_URL'] ?? '';
  const token = environment['BUGSAGE_TOKEN'] ?? '';
  if (url !== '') {
    if (token === '') throw unset(`Set BUGSAGE_TOKEN to an API token of ${url}.`);
    return { baseUrl: parseAddress(url), token };
  }
  const dataDirectory = resolve(readConfiguration(environment).BUGSAGE_DATA_DIR);
  const connection = await readConnection(dataDirectory);
  if (connection === null)
    throw unset(
      `No server was started in ${dataDirectory}. Set BUGSAGE_URL and BUGSAGE_TOKEN, or BUGSAGE_DATA_DIR to the folder of one that runs here.`,
    );
  const { apiUrl: baseUrl, adminEmail: email, adminPassword: password } = connection;
  if (token !== '') return { baseUrl, token };
  if (password === null)
    throw unset(
      `The admin password of ${dataDirectory} is kept hashed only. Set BUGSAGE_TOKEN to an API token (dashboard, Account).`,
    );
  return { baseUrl, email, password };
}

function parseAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw unset(`BUGSAGE_URL is ${JSON.stringify(text)}. Set it to an address like https://bugs.example.`);
  return `${url.origin}${url.pathname.replace(/\/$/, '')}`;
}

function unset(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'invalid_configuration', message });
}
