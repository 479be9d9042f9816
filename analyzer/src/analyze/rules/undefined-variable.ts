import type { Node } from 'oxc-parser';
import type { Case, RepositoryFrame } from '../../evidence/case.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { closestName } from '../locate/closest-name.ts';
import { exportersOf } from '../locate/exporters.ts';
import { nodeOnLine } from '../locate/node-on-line.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { positionOf, type ParsedFile } from '../syntax/parse-source.ts';
import { visibleNames } from '../syntax/visible-names.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { addImport, renameUse } from '../templates/name-templates.ts';
import { citeLine, code } from '../words.ts';
import { findingFromEvent } from './finding-from-event.ts';
import { plainFinding } from './plain-finding.ts';

const PATTERNS = [
  /^(?:ReferenceError: )?(?<name>[\w$]{1,100}) is not defined$/,
  /^(?:ReferenceError: )?Can't find variable: (?<name>[\w$]{1,100})$/,
];
/** Names of browsers that a server or a test does not have. */
const BROWSER_NAMES = new Set([
  'window',
  'document',
  'navigator',
  'localStorage',
  'sessionStorage',
  'location',
  'self',
]);

export const undefinedVariable: Rule = {
  id: 'undefined-variable',
  title: 'A name that is declared nowhere',
  cure: 'The declared name that was meant, or the import that is missing when exactly one file exports the name',
  matches: (error) => nameOf(error.message) !== null,
  diagnose: async (given, context) => {
    const name = nameOf(context.error.message);
    const [frame] = context.frames;
    if (name === null) return null;
    const file = frame === undefined ? null : await context.sources.parsed(frame.path);
    const found = frame === undefined || file === null ? null : await findingAt(file, name, frame, context);
    return found ?? fromEvent(given, name, context);
  },
};

function nameOf(message: string): string | null {
  const line = message.split('\n', 1)[0] ?? '';
  for (const pattern of PATTERNS) {
    const name = pattern.exec(line)?.groups?.['name'];
    if (name !== undefined) return name;
  }
  return null;
}

async function findingAt(
  file: ParsedFile,
  name: string,
  frame: RepositoryFrame,
  context: RuleContext,
): Promise<Finding | null> {
  const isUse = (node: Node): node is Extract<Node, { type: 'Identifier' }> =>
    node.type === 'Identifier' && node.name === name && isRead(node);
  const use = nodeOnLine(file, frame, isUse);
  if (use === null || resolveBinding(name, use.node) !== null) return null;
  const at = positionOf(file, use.node.start);
  const right = closestName(name, visibleNames(use.node));
  const exporters = right === null ? await exportersOf(name, file.path, context.sources) : [];
  const [exporter] = exporters;
  const why = whyUndefined(name, right, exporters, file);
  return plainFinding({
    cause: `${file.path}:${at.line} uses ${code(name)}, which is declared nowhere.${why}`,
    location: { path: file.path, ...at, expression: name },
    certainty: use.exact && frame.contextMatches ? 'expression' : 'line',
    originKnown: right !== null || exporters.length === 1,
    evidence: [citeLine(file, use.node, 'The name is used here.')],
    candidates: rankCandidates(
      [
        right === null ? null : renameUse(file, use.node, right),
        exporter === undefined || exporters.length > 1 ? null : addImport(file, name, exporter),
      ],
      ANALYZE_LIMITS.candidatesMax,
    ),
    prevention: ['Let the linter (`no-undef`) or the type checker report names that do not exist.'],
  });
}

function whyUndefined(
  name: string,
  right: string | null,
  exporters: readonly string[],
  file: ParsedFile,
): string {
  if (right !== null) return ` ${code(right)} is declared there, and close.`;
  if (exporters.length === 1) return ` ${exporters[0]} exports it, and ${file.path} does not import it.`;
  if (BROWSER_NAMES.has(name))
    return ` It is a name of browsers; this code ran where there is none, such as a server, a worker or a test.`;
  return '';
}

function isRead(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return parent.object === node || parent.computed;
  if (parent?.type === 'Property') return parent.value === node || parent.computed;
  return parent?.type !== 'MethodDefinition' && parent?.type !== 'LabeledStatement';
}

function fromEvent(given: Case, name: string, context: RuleContext): Finding {
  return findingFromEvent(given, context, {
    cause: `${code(name)} is declared nowhere`,
    advice: 'Look for a spelling mistake or a missing import; a browser name does not exist on a server.',
  });
}
