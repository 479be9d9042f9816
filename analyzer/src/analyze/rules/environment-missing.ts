import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { lineOf, positionOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { citeLine, code } from '../words.ts';
import { advice, atFrame, locationOfFrame, plainFinding } from './plain-finding.ts';

/** `Missing environment variable DATABASE_URL`, `DATABASE_URL is required`, `DATABASE_URL must be set`. */
const SAID =
  /(?:environment variable|env(?:ironment)? var(?:iable)?|setting|configuration)s?:? ['"`]?(?<first>[A-Z][A-Z0-9_]{2,80})\b|\b(?<second>[A-Z][A-Z0-9]*_[A-Z0-9_]{1,80})['"`]? (?:is|must be|was|has) (?:not |required|missing|undefined|set|defined|configured|unset)/;
/** What a missing address turns into when it is used all the same. */
const USED_UNSET =
  /^(?:TypeError: )?Invalid URL|Failed to parse URL from undefined|getaddrinfo \w+ undefined|The "(?:url|path)" argument must be of type string.{0,60}undefined/;

export const environmentMissing: Rule = {
  id: 'environment-missing',
  title: 'An environment variable that is not set',
  cure: 'Set it where the program runs; no patch',
  matches: ({ message }) => SAID.test(message) || USED_UNSET.test(message),
  diagnose: async (given, context) => {
    const groups = SAID.exec(context.error.message)?.groups;
    const [frame] = context.frames;
    const read = frame === undefined ? null : await readNear(frame, context);
    const name = groups?.['first'] ?? groups?.['second'] ?? read?.name ?? null;
    if (name === null) return null;
    const where =
      read === null ? atFrame(frame) : ` (read at ${read.file.path}:${lineOf(read.file, read.node)})`;
    const environment = given.event.environment === null ? '' : ` in ${code(given.event.environment)}`;
    return plainFinding({
      cause: `The environment variable ${code(name)} is not set${environment}${where}.`,
      location:
        read === null
          ? locationOfFrame(frame)
          : {
              path: read.file.path,
              ...positionOf(read.file, read.node.start),
              expression: textOf(read.file, read.node),
            },
      certainty: 'message',
      originKnown: read !== null,
      evidence: read === null ? [] : [citeLine(read.file, read.node, 'The variable is read here.')],
      action: 'The value belongs to the installation, not to the code.',
      advice: [
        advice(
          `Set ${name}`,
          `Set ${code(name)} where the program runs, and compare it with an environment that works.`,
          0.6,
        ),
      ],
      prevention: ['Check all settings when the program starts, and name the missing one.'],
    });
  },
};

type Read = { readonly name: string; readonly node: Node; readonly file: ParsedFile };

/** The variable that is read on the crashing line, in the check around it, or through a name used on it. */
async function readNear(frame: RepositoryFrame, { sources }: RuleContext): Promise<Read | null> {
  const file = await sources.parsed(frame.path);
  if (file === null) return null;
  let found: Read | null = null;
  walk(file.program, (node) => {
    const distance = Math.abs(lineOf(file, node) - frame.line);
    if (found !== null || distance > ANALYZE_LIMITS.nearbyLinesMax) return;
    found = variableOf(node, file);
    if (found !== null || node.type !== 'Identifier' || distance > 0) return;
    const binding = resolveBinding(node.name, node);
    if (binding?.kind === 'variable' && binding.init !== null) found = variableOf(binding.init, file);
  });
  return found;
}

function variableOf(node: Node, file: ParsedFile): Read | null {
  if (node.type !== 'MemberExpression') return null;
  const name = /^(?:process\.env|import\.meta\.env)(?:\.(\w+)|\[['"](\w+)['"]\])$/.exec(textOf(file, node));
  return name === null ? null : { name: name[1] ?? name[2] ?? '', node, file };
}
