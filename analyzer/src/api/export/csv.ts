export type CsvCell = string | number | boolean | null;

/**
 * A line of CSV (RFC 4180), with its line end. Text that a spreadsheet would run as a formula begins with an apostrophe,
 * which spreadsheets do not show: everything in it is a stranger's (OWASP, "CSV Injection").
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** What starts a formula, also in full width, and white space that some programs skip before it. */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const inert = FORMULA.test(cell) ? `'${cell}` : cell;
  return `"${inert.replaceAll('"', '""').replaceAll('\0', '')}"`;
}
