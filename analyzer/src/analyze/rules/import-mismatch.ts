import { posix } from 'node:path';
import type { Node } from 'oxc-parser';
import { ANALYZE_LIMITS } from '../limits.ts';
import { closestName } from '../locate/closest-name.ts';
import { parseImportMessage, type ImportMessage } from '../messages/import-message.ts';
import type { RuleContext, Finding, Rule } from '../rule.ts';
import { exportsOf } from '../syntax/exports.ts';
import { importedFile } from '../syntax/modules.ts';
import { positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { correctExport, correctPath } from '../templates/import-templates.ts';
import { citeLine, code } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { plainFinding } from './plain-finding.ts';

export const importMismatch: Rule = {
  id: 'import-mismatch',
  title: 'An import of something that does not exist',
  cure: 'The export or the path that was meant; a missing package is advice',
  matches: ({ message }) => parseImportMessage(message) !== null,
  diagnose: async (given, context) => {
    const message = parseImportMessage(context.error.message);
    if (message === null) return null;
    for (const path of importersOf(message, context)) {
      const file = await context.sources.parsed(path);
      const found = file === null ? null : await findingAt(file, message, context);
      if (found !== null) return isPackage(message) ? { ...found, ...NOT_INSTALLED } : found;
    }
    const what =
      message.name === null
        ? code(message.source ?? 'a module')
        : `${code(message.name)} of ${code(message.source ?? 'a module')}`;
    const general = findingFromEvent(given, context, {
      cause: `The import of ${what} finds nothing`,
      advice:
        'See whether the package is among the dependencies of the installation, and whether the path’s letters are right.',
    });
    return isPackage(message) ? { ...general, ...NOT_INSTALLED, certainty: 'class' } : general;
  },
};

const NOT_INSTALLED = {
  classification: 'action_recommended',
  noCodeFixReason: 'The package is not installed where the program runs.',
} as const;

function isPackage({ name, source }: ImportMessage): boolean {
  return name === null && source !== null && !/^[./]/.test(source);
}

/** Files that may hold the import: the one the message names, then those of the stack. */
function importersOf({ importer }: ImportMessage, { frames, sources }: RuleContext): string[] {
  const named =
    importer === null
      ? []
      : sources.files.filter((path) => importer.endsWith(`/${path}`) || importer === path);
  return [
    ...new Set([
      ...named.toSorted((a, b) => b.length - a.length).slice(0, 1),
      ...frames.map((frame) => frame.path),
    ]),
  ].slice(0, 4);
}

async function findingAt(
  file: ParsedFile,
  message: ImportMessage,
  context: RuleContext,
): Promise<Finding | null> {
  const statement = importOf(file, message);
  if (statement === null) return null;
  const { files } = context.sources;
  const target = importedFile(file.path, statement.source, files);
  const candidates = [];
  let why = '';
  if (message.name !== null && target !== null) {
    const exporter = await context.sources.parsed(target);
    const names = exporter === null ? [] : [...exportsOf(exporter).names.keys()];
    const right = closestName(message.name, names);
    if (right !== null) why = ` ${target} exports ${code(right)}, which is close.`;
    else if (names.includes('default') && names.length === 1) why = ` ${target} has only a default export.`;
    candidates.push(
      correctExport(
        file,
        statement.node,
        message.name,
        right ?? (names.length === 1 ? (names[0] ?? null) : null),
      ),
    );
  } else if (message.name === null && target === null && statement.source.startsWith('.')) {
    const right = closestFile(file.path, statement.source, files);
    if (right !== null) why = ` ${right} is there.`;
    candidates.push(correctPath(file, statement.literal, right));
  }
  const at = positionOf(file, statement.node.start);
  return plainFinding({
    cause: `${file.path}:${at.line} imports ${code(message.name ?? statement.source)}, which does not exist.${why}`,
    location: { path: file.path, ...at, expression: textOf(file, statement.node).slice(0, 200) },
    certainty: 'line',
    originKnown: why !== '',
    evidence: [citeLine(file, statement.node, 'The import is here.')],
    candidates: rankCandidates(candidates, ANALYZE_LIMITS.candidatesMax),
    prevention: [
      'Build and start the program in the pipeline on a file system that tells upper from lower case.',
    ],
  });
}

type ImportPlace = { readonly node: Node; readonly literal: Node; readonly source: string };

function importOf(file: ParsedFile, message: ImportMessage): ImportPlace | null {
  let found: ImportPlace | null = null;
  walk(file.program, (node) => {
    if (found !== null) return;
    const literal =
      node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration'
        ? node.source
        : node.type === 'CallExpression' &&
            node.callee.type === 'Identifier' &&
            node.callee.name === 'require'
          ? (node.arguments[0] ?? null)
          : null;
    if (literal?.type !== 'Literal' || typeof literal.value !== 'string') return;
    if (fits(literal.value, message, file)) found = { node, literal, source: literal.value };
  });
  return found;
}

/** Node prints the specifier, or the absolute path it made of it. */
function fits(source: string, message: ImportMessage, file: ParsedFile): boolean {
  if (message.source === null) return false;
  if (source === message.source) return true;
  const path = posix.normalize(posix.join(posix.dirname(file.path), source));
  return source.startsWith('.') && message.source.replace(/\\/g, '/').endsWith(path);
}

/** The one file whose path differs only in case, ending or a letter or two. */
function closestFile(from: string, source: string, files: readonly string[]): string | null {
  const wanted = posix.normalize(posix.join(posix.dirname(from), source));
  const plain = (path: string): string => path.replace(/(?:\/index)?\.[cm]?[jt]sx?$/, '');
  const folder = posix.dirname(wanted).toLowerCase();
  const near = files.filter(
    (path) => /\.[cm]?[jt]sx?$/.test(path) && posix.dirname(path).toLowerCase() === folder,
  );
  const right = closestName(plain(wanted), near.map(plain));
  return right === null ? null : (near.find((path) => plain(path) === right) ?? null);
}
