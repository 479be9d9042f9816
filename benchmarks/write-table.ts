import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Puts a table between `<!-- table: name -->` and `<!-- end of table -->` of a document of the repository. */
export async function writeTable(document: string, name: string, table: string): Promise<void> {
  const file = fileURLToPath(new URL(`../${document}`, import.meta.url));
  const text = await readFile(file, 'utf8');
  const start = `<!-- table: ${name} -->\n`;
  const from = text.indexOf(start);
  const to = text.indexOf('<!-- end of table -->', from);
  if (from < 0 || to < 0) throw new Error(`${document} has no place for the table ${name}.`);
  await writeFile(file, `${text.slice(0, from + start.length)}\n${table}\n\n${text.slice(to)}`);
}
