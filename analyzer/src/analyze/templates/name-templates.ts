import { posix } from 'node:path';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { styleOf } from '../syntax/file-style.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** The name that was meant. */
export function renameUse(file: ParsedFile, use: Node, right: string): FixCandidate | null {
  const wrong = textOf(file, use);
  return candidateOf({
    origin: 'undefined-variable/rename',
    title: `Use ${code(right)}`,
    description: `${code(wrong)} does not exist; ${code(right)} is declared here.`,
    prior: 0.65,
    file,
    edit: (text) => {
      if (use.parent?.type === 'Property' && use.parent.shorthand) text.appendRight(use.end, `: ${right}`);
      else text.update(use.start, use.end, right);
    },
  });
}

/** The missing import, in the module system and the manner of the file's other imports. */
export function addImport(file: ParsedFile, name: string, exporter: string): FixCandidate | null {
  const imports = file.program.body.filter((statement) => statement.type === 'ImportDeclaration');
  const last = imports.at(-1);
  const isModule =
    last !== undefined || file.program.body.some((statement) => statement.type.startsWith('Export'));
  if (!isModule) return null;
  const style = styleOf(file);
  const quote = last === undefined ? style.quote : (file.text[last.source.start] ?? style.quote);
  const text = `import { ${name} } from ${quote}${specifierOf(file, exporter, last?.source.value)}${quote}${style.end}`;
  return candidateOf({
    origin: 'undefined-variable/import',
    title: `Import ${code(name)} from ${exporter}`,
    description: `${exporter} is the only file that exports ${code(name)}.`,
    prior: 0.6,
    file,
    edit: (edit) => {
      if (last === undefined) edit.prepend(`${text}${style.newline}${style.newline}`);
      else edit.appendRight(last.end, `${style.newline}${text}`);
    },
  });
}

/** `./money.js` or `./money`, as the file writes its imports. */
function specifierOf(file: ParsedFile, exporter: string, example: string | undefined): string {
  const relative = posix.relative(posix.dirname(file.path), exporter);
  const path = relative.startsWith('.') ? relative : `./${relative}`;
  const withoutEnding = example?.startsWith('.') === true && !/\.[cm]?[jt]sx?$/.test(example);
  if (withoutEnding) return path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  return example?.endsWith('.js') === true ? path.replace(/\.tsx?$/, '.js') : path;
}
