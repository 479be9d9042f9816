import type { Node } from 'oxc-parser';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { TrailStep } from '../../evidence/trail.ts';
import { parseConnectionMessage, type ConnectionMessage } from '../messages/connection-message.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { resolveBinding } from '../syntax/bindings.ts';
import { lineOf, textOf, type ParsedFile } from '../syntax/parse-source.ts';
import { walk } from '../syntax/walk.ts';
import { citeLine, code } from '../words.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: the service is down, still starting, or the address is wrong',
  ECONNRESET: 'the other side closed the connection in the middle: it crashed, was restarted, or gave up',
  ETIMEDOUT: 'nobody answered in time: the service is overloaded, or a firewall drops the packets',
  EAI_AGAIN: 'the name server did not answer',
  ENOTFOUND: 'the name is not known to the name server: it is misspelled or not registered',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  EPIPE: 'the other side had closed the connection already',
  network:
    'the request got no answer: the service is down, the connection was lost, or the browser blocked it',
};

export const connection: Rule = {
  id: 'connection',
  title: 'A connection could not be made or was lost',
  cure: 'Bring the service back or correct its address; no patch',
  matches: (error) => parseConnectionMessage(error.message) !== null,
  diagnose: async (given, context) => {
    const message = parseConnectionMessage(context.error.message);
    if (message === null) return null;
    const step = requestStep(context.trail, message);
    const target = targetOf(message, step);
    const [frame] = context.frames;
    const setting = frame === undefined ? null : await settingOf(frame, context);
    const place = frame === undefined ? '' : ` at ${frame.path}:${frame.line}`;
    const from = setting === null ? '' : ` The address comes from ${code(setting.name)}.`;
    return {
      classification: 'action_recommended',
      noCodeFixReason: 'The code does what it should; what it talks to was not there.',
      cause: `The connection to ${target}${place} failed with ${code(message.code)}: ${MEANINGS[message.code] ?? 'it failed'}.${from}`,
      location: frame === undefined ? null : locationOf(frame),
      certainty: message.code === 'network' ? 'class' : 'message',
      originKnown: false,
      evidence: setting === null ? [] : [setting.evidence],
      candidates: [],
      advice: [
        {
          title: `Check ${target}`,
          description: `See whether the service runs and can be reached from ${code(given.event.server_name ?? 'the application')}${setting === null ? '' : `, and that ${code(setting.name)} is right`}.`,
          kind: 'advice',
          confidence: 0.6,
        },
      ],
      prevention: [
        'Give calls to other services a deadline and a bounded retry where repeating them does no harm.',
        'Watch the service itself, so that its failure is known before its callers report it.',
      ],
      ...(step === null ? {} : { step }),
    };
  },
};

function locationOf(frame: RepositoryFrame): {
  path: string;
  line: number;
  column: number | null;
  expression: null;
} {
  return { path: frame.path, line: frame.line, column: frame.column, expression: null };
}

function targetOf(message: ConnectionMessage, step: TrailStep | null): string {
  if (message.host !== '')
    return code(message.port === '' ? message.host : `${message.host}:${message.port}`);
  const url = step?.request?.url ?? '';
  const host = /^[a-z]+:\/\/([^/?#]+)/i.exec(url)?.[1];
  return host === undefined ? (url === '' ? 'the other side' : code(url)) : code(host);
}

/** The request that failed: the last one to the host, else the last one without an answer. */
function requestStep(trail: readonly TrailStep[], message: ConnectionMessage): TrailStep | null {
  const requests = trail.filter((step) => step.request !== null);
  const toHost = requests.findLast(
    (step) => message.host !== '' && step.request?.url.includes(message.host) === true,
  );
  return (
    toHost ?? requests.findLast((step) => step.request?.status === null || step.request?.status === 0) ?? null
  );
}

type Setting = { readonly name: string; readonly evidence: ReturnType<typeof citeLine> };

/** The environment variable the address of the call on this line is built from. */
async function settingOf(frame: RepositoryFrame, { sources }: RuleContext): Promise<Setting | null> {
  const file: ParsedFile | null = await sources.parsed(frame.path);
  if (file === null) return null;
  let found: Setting | null = null;
  walk(file.program, (node: Node) => {
    if (found !== null || node.type !== 'CallExpression' || lineOf(file, node) !== frame.line) return;
    const [address] = node.arguments;
    if (address === undefined) return;
    walk(address, (part) => {
      if (found !== null || part.type !== 'Identifier') return;
      const binding = resolveBinding(part.name, part);
      if (binding?.kind !== 'variable' || binding.init === null) return;
      const name = /process\.env\.(\w+)/.exec(textOf(file, binding.init))?.[1];
      if (name !== undefined)
        found = { name, evidence: citeLine(file, binding.init, 'The address is set here.') };
    });
  });
  return found;
}
