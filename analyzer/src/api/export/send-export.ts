import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { csvLine, type CsvCell } from './csv.ts';
import { EXPORT_LIMITS } from './limits.ts';

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Rows by page, and how a row is written. */
export type Export<Row> = {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly format: ExportFormat;
  readonly rowsMax: number;
  readonly columns: Readonly<Record<string, (row: Row) => CsvCell>>;
  /** The next page; undefined when there is none. */
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly release: () => void;
};

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/**
 * Streams an export: the next page is asked for when the reader has taken the last one. A failure in the middle cuts the
 * connection, so that half a file never looks like a whole one.
 */
export function sendExport<Row>(reply: FastifyReply, given: Export<Row>): FastifyReply {
  const stream = Readable.from(lines(given), { objectMode: false });
  const timer = setTimeout(
    () => stream.destroy(new Error('The reader of an export was too slow.')),
    EXPORT_LIMITS.durationMsMax,
  );
  timer.unref();
  stream.once('close', () => {
    clearTimeout(timer);
    given.release();
  });
  return reply
    .header('content-type', MEDIA_TYPES[given.format])
    .header('content-disposition', `attachment; filename="${given.name}.${given.format}"`)
    .send(stream);
}

async function* lines<Row>(given: Export<Row>): AsyncGenerator<string> {
  const isCsv = given.format === 'csv';
  const columns = Object.entries(given.columns);
  yield isCsv ? csvLine(columns.map(([name]) => name)) : '[';
  let count = 0;
  for await (const page of given.pages) {
    const rows = page.slice(0, given.rowsMax - count);
    let text = '';
    for (const row of rows) {
      const isFirst = count === 0;
      count += 1;
      text += isCsv
        ? csvLine(columns.map(([, cell]) => cell(row)))
        : `${isFirst ? '' : ','}\n${JSON.stringify(Object.fromEntries(columns.map(([name, cell]) => [name, cell(row)])))}`;
    }
    if (text !== '') yield text;
    if (count >= given.rowsMax) break;
  }
  if (!isCsv) yield '\n]\n';
}
