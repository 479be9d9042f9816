import { readConnection } from './connection.ts';
import { runDemo } from './run.ts';
import { createScreen } from './screen.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

try {
  const { apiUrl, dsn, adminEmail, adminPassword } = await readConnection(process.env);
  const { exitCode } = await runDemo({
    apiUrl,
    dsn,
    email: adminEmail,
    password: adminPassword,
    signal: interrupted.signal,
    keepRepository: process.argv.includes('--keep-repository'),
    ...(process.stdout.isTTY ? createScreen(process.stdout) : { log: console.log }),
  });
  process.exitCode = exitCode;
} catch (error) {
  if (!interrupted.signal.aborted) console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
