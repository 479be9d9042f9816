import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { timingSafeEqual } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Session } from 'chdb';
import { returnMemory } from '../return-memory.ts';
import { withParameters } from './bound-parameters.ts';
import { shareConnections } from './chdb-connections.ts';
import { FREE_BYTES_KEPT, guardDisk } from './disk-guard.ts';

/**
 * Main of the embedded ClickHouse: chDB behind the HTTP interface that `@clickhouse/client` speaks. It runs in its own
 * process, because an insert holds the JavaScript thread for up to half a second. It listens on loopback at the port and
 * asks for the password it is given, prints a line when ready, closes when it is told to by a line, and ends at once when its
 * parent does (standard input closes).
 */
const directory = requireEnvironment('BUGSAGE_CHDB_DIRECTORY');
const password = requireEnvironment('BUGSAGE_CHDB_PASSWORD');
const port = Number(requireEnvironment('BUGSAGE_CHDB_PORT'));
const memoryBytesMax = requireEnvironment('BUGSAGE_CHDB_MEMORY_BYTES');

/** As many as the page of an issue asks for together. */
const READS_AT_ONCE = 3;

/** The first one starts the engine, with its settings; the others join it. */
const first = new Session(directory, {
  connectionArgs: [
    `--max_server_memory_usage=${memoryBytesMax}`,
    // The default mark cache may grow to 5 GB; ours has to fit beside the rest of one process tree.
    '--mark_cache_size=67108864',
    '--background_pool_size=2',
    // Merges are not begun when this little is free.
    `--storage_configuration.disks.default.keep_free_space_bytes=${FREE_BYTES_KEPT}`,
  ],
});
const sessions = [first, ...Array.from({ length: READS_AT_ONCE }, () => new Session(directory))];
/** Inserts wait for each other, never for what somebody searches. */
const onInserts = shareConnections(sessions.slice(0, 1));
const onOthers = shareConnections(sessions.slice(1));

const guard = guardDisk(directory, {
  command: async (sql) => void (await onOthers((session) => session.queryAsync(sql))),
  column: async (sql) => {
    const found = await onOthers((session) => session.queryAsync(sql, { format: 'TabSeparated' }));
    const text = Buffer.from(found.bytes()).toString('utf8');
    return text === '' ? [] : text.trimEnd().split('\n');
  },
});
// What an earlier process was inserting when it ended is in the journal.
const incoming = join(directory, 'incoming');
rmSync(incoming, { recursive: true, force: true });
mkdirSync(incoming, { mode: 0o700 });
let insertCount = 0;

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    const text = error instanceof Error ? error.message : String(error);
    response.statusCode = 500;
    response.setHeader('X-ClickHouse-Exception-Code', /Code: (\d+)/.exec(text)?.[1] ?? '1001');
    response.end(text.startsWith('Code:') ? text : `Code: 1001. DB::Exception: ${text} (STD_EXCEPTION)`);
  });
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://loopback');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  if (!isAuthorized(request.headers.authorization)) {
    response.statusCode = 403;
    return void response.end('Code: 516. DB::Exception: Authentication failed. (AUTHENTICATION_FAILED)');
  }
  const statement = url.searchParams.get('query') ?? '';
  const insert = INSERT_STATEMENT.exec(statement);
  if (insert === null) {
    const text = withParameters(statement + (await readBody(request)).toString('utf8'), url.searchParams);
    // One that copies rows of a table writes as others do.
    const isWriting = /^\s*INSERT\b/i.test(text);
    if (isWriting) guard.refuseWhenFull();
    const found = await (isWriting ? onInserts : onOthers)((session) => session.queryAsync(text));
    if (isWriting) guard.refuseWhenFull();
    return void response.end(found.bytes());
  }
  const [, table = '', columns = '', format] = insert;
  guard.refuseWhenFull();
  if (format === 'JSONCompactEachRow') {
    // Bytes, of which the engine makes rows; JavaScript never builds them.
    const values = await readBody(request);
    const settings = insertSettings(url.searchParams);
    await onInserts((session) =>
      session.insert({ table, columns: columns.split(', '), format, values, settings }),
    );
  } else {
    const settings = settingsClause(insertSettings(url.searchParams));
    await insertFile({ into: `INSERT INTO ${table} (${columns})`, rows: request, settings });
  }
  guard.refuseWhenFull();
  response.end();
}

const INSERT_STATEMENT =
  /^\s*INSERT INTO ([A-Za-z0-9_.]+) \(([a-z_, ]+)\)\s+FORMAT (RowBinaryWithNamesAndTypes|JSONCompactEachRow)\s*$/;

/**
 * chDB takes rows as a part of the statement, and only as text. A file takes them as they are: nothing is escaped on one
 * side and unescaped on the other, and no text of an event comes near a parser of statements. The file lives as long as
 * the insert; the journal has what is in it.
 */
async function insertFile(insert: { into: string; rows: IncomingMessage; settings: string }): Promise<void> {
  const file = join(incoming, `${insertCount}.bin`);
  insertCount += 1;
  try {
    await pipeline(insert.rows, createWriteStream(file, { mode: 0o600 }));
    const statement = `${insert.into} ${insert.settings} SELECT * FROM file(${quote(file)}, 'RowBinaryWithNamesAndTypes')`;
    await onInserts((session) => session.queryAsync(statement));
  } finally {
    await rm(file, { force: true });
  }
}

const INSERT_SETTINGS = new Set(['async_insert', 'insert_deduplicate', 'insert_deduplication_token']);

function insertSettings(search: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...search].filter(([key]) => INSERT_SETTINGS.has(key)));
}

function settingsClause(settings: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(settings).map(([key, value]) => `${key}=${quote(value)}`);
  return pairs.length === 0 ? '' : `SETTINGS ${pairs.join(', ')}`;
}

/** A text of SQL. Paths and tokens are ours; a folder's name may hold a quote all the same. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function isAuthorized(header: string | undefined): boolean {
  const given = Buffer.from(header?.startsWith('Basic ') ? header.slice('Basic '.length) : '', 'base64');
  const expected = Buffer.from(`bugsage:${password}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function requireEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set; this process is started by its parent only.`);
  return value;
}

function shutDown(): void {
  guard.stop();
  server.close();
  for (const session of sessions) session.close();
  process.exit(0);
}

// Ctrl-C reaches the whole process group; the parent decides when the engine may stop.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', shutDown);
process.stdin.on('data', shutDown);
// Nobody asked: the parent was killed. Closing waits for what is under way, for minutes at worst, and holds the folder from
// the next server; what is lost by not waiting is in the journal.
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL'));

server.listen(port, '127.0.0.1', () => {
  process.stdout.write('ready\n');
  returnMemory();
});
