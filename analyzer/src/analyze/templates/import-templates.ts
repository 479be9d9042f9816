import { posix } from 'node:path';
import type { Node } from 'oxc-parser';
import type { FixCandidate } from '../diagnosis.ts';
import { textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { code } from '../words.ts';
import { candidateOf } from './candidate.ts';

/** `import { formatPrise }` -> the export that is close; the local name stays, so that nothing else changes. */
export function correctExport(
  file: ParsedFile,
  statement: Node,
  wrong: string,
  right: string | null,
): FixCandidate | null {
  if (statement.type !== 'ImportDeclaration' || right === null) return null;
  const specifier = statement.specifiers.find(
    (one) =>
      (one.type === 'ImportSpecifier' && one.imported.type === 'Identifier' && one.imported.name === wrong) ||
      (wrong === 'default' && one.type === 'ImportDefaultSpecifier'),
  );
  if (specifier === undefined) return null;
  const local = specifier.local.name;
  const alone = statement.specifiers.length === 1;
  if (specifier.type === 'ImportDefaultSpecifier' && !alone) return null;
  return candidateOf({
    origin: 'import-mismatch/export',
    title: right === 'default' ? `Import the default export as ${code(local)}` : `Import ${code(right)}`,
    description: `The module has no ${code(wrong)}.`,
    prior: 0.7,
    file,
    edit: (text) => {
      if (right !== 'default') {
        const named = right === local ? right : `${right} as ${local}`;
        text.update(
          specifier.start,
          specifier.end,
          specifier.type === 'ImportDefaultSpecifier' ? `{ ${named} }` : named,
        );
      } else if (alone) {
        const from = file.text.indexOf('{', statement.start);
        const to = file.text.indexOf('}', from);
        text.update(from, to + 1, local);
      }
    },
  });
}

/** The path that exists, with or without ending as it was written. */
export function correctPath(file: ParsedFile, literal: Node, right: string | null): FixCandidate | null {
  if (right === null) return null;
  const written = textOf(file, literal);
  const quote = written[0] ?? "'";
  const hasEnding = /\.[cm]?[jt]sx?['"]$/.test(written);
  const relative = posix.relative(posix.dirname(file.path), right);
  const path = relative.startsWith('.') ? relative : `./${relative}`;
  const isCommonJs = literal.parent?.type === 'CallExpression';
  const kept = hasEnding || !isCommonJs ? path : path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  return candidateOf({
    origin: 'import-mismatch/path',
    title: `Import ${code(kept)}`,
    description: `${right} exists; ${written} does not.`,
    prior: 0.7,
    file,
    edit: (text) => {
      text.update(literal.start, literal.end, `${quote}${kept}${quote}`);
    },
  });
}
