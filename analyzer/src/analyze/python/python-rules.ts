import type { RepositoryFrame } from '../../evidence/case.ts';
import type { ErrorFacts } from '../error-facts.ts';
import { ANALYZE_LIMITS } from '../limits.ts';
import { advice, locationOfFrame, plainFinding } from '../rules/plain-finding.ts';
import type { Finding, Rule, RuleContext } from '../rule.ts';
import { rankCandidates } from '../templates/candidate.ts';
import { code } from '../words.ts';
import {
  changedWhileRead,
  divisionByZero,
  encodingOpen,
  jsonText,
  missingKey,
  noneUse,
  type PythonFind,
} from './python-finds.ts';
import { importedName, wrongName } from './python-names.ts';
import { indexOutside } from './python-positions.ts';
import { endlessRecursion } from './python-recursion.ts';
import { pythonLine, pythonText, type PythonFile } from './parse-python.ts';

/** One class of Python errors: what its message looks like, and how its place is found on the tree. */
type PythonClass = {
  readonly id: string;
  readonly title: string;
  readonly cure: string;
  readonly matches: (error: ErrorFacts) => boolean;
  readonly find: (
    file: PythonFile,
    line: number,
    context: RuleContext,
  ) => Promise<PythonFind | null> | PythonFind | null;
  readonly general: string;
  readonly advice: readonly [string, string];
};

const CLASSES: readonly PythonClass[] = [
  {
    id: 'python-none',
    title: 'Use of None as if it were a value',
    cure: 'A check before the use, or an empty list where it is gone over',
    matches: ({ type, message }) => /^(?:AttributeError|TypeError)$/.test(type) && /'NoneType'/.test(message),
    find: noneUse,
    general: 'A value is None where something else is expected',
    advice: ['Check the value', 'See which call gives None, and say what happens then.'],
  },
  {
    id: 'python-key',
    title: 'A key that a dictionary does not have',
    cure: '`get` with the default the use needs, or an early return',
    matches: ({ type }) => type === 'KeyError',
    find: missingKey,
    general: 'A dictionary does not have the key that is read',
    advice: ['Say what happens without the key', 'Use `get`, or check the data where it enters.'],
  },
  {
    id: 'python-index',
    title: 'A position outside of a list, or too few values to take apart',
    cure: 'A check of the length before the use, or another end of the loop',
    matches: ({ type, message }) =>
      type === 'IndexError' || /not enough values to unpack|too many values to unpack/.test(message),
    find: indexOutside,
    general: 'A list is shorter than the code expects',
    advice: ['Check the length', 'Say what happens when the list is empty.'],
  },
  {
    id: 'python-recursion',
    title: 'A function that calls itself without end',
    cure: 'What was visited is remembered, the call goes on where it was not, or it ends with the smallest case; else advice',
    matches: ({ type }) => type === 'RecursionError',
    find: endlessRecursion,
    general: 'Functions call each other without end',
    advice: [
      'End the recursion',
      'Return for the smallest case first; when data may refer to itself, remember what was visited.',
    ],
  },
  {
    id: 'python-changed-while-read',
    title: 'A set, dictionary or queue that is changed while a loop goes over it',
    cure: 'The loop goes over a copy',
    matches: ({ type, message }) =>
      type === 'RuntimeError' &&
      /changed size during iteration|changed during iteration|mutated during iteration/.test(message),
    find: changedWhileRead,
    general: 'Something is changed while a loop goes over it',
    advice: ['Go over a copy', 'Collect what has to change, and change it after the loop.'],
  },
  {
    id: 'python-zero-division',
    title: 'A division by zero',
    cure: 'Zero, or what the function gives for "nothing", when there is nothing to share',
    matches: ({ type }) => type === 'ZeroDivisionError',
    find: divisionByZero,
    general: 'Something is divided by zero',
    advice: ['Say what the result is', 'Check the divisor before dividing.'],
  },
  {
    id: 'python-encoding',
    title: 'Text read in another encoding than it was written in',
    cure: 'The encoding is said where the file is opened',
    matches: ({ type }) => type === 'UnicodeDecodeError' || type === 'UnicodeEncodeError',
    find: encodingOpen,
    general: 'Bytes are read as text in an encoding they are not in',
    advice: ['Say the encoding', 'Open the file with the encoding it has.'],
  },
  {
    id: 'python-json',
    title: 'Text that is not JSON read as JSON',
    cure: 'The status is checked before the body is read',
    matches: ({ type, message }) =>
      type.endsWith('JSONDecodeError') || message.startsWith('Expecting value: line 1 column 1'),
    find: jsonText,
    general: 'Text that is not JSON is read as JSON',
    advice: ['Check the answer', 'Check status and content type before reading the body.'],
  },
  {
    id: 'python-name',
    title: 'A name or attribute that does not exist',
    cure: 'The name Python itself found close',
    matches: ({ type, message }) =>
      (type === 'NameError' || type === 'AttributeError') &&
      (/Did you mean: '\w+'/.test(message) ||
        /^name '\w+' is not defined/.test(message) ||
        /has no attribute '\w+'$/.test(message)),
    find: wrongName,
    general: 'A name that is used does not exist',
    advice: ['Look for a spelling mistake', 'Compare the name with its declaration and imports.'],
  },
  {
    id: 'python-import',
    title: 'An import of something that does not exist',
    cure: 'The name the module has; a missing package is advice',
    matches: ({ type }) => type === 'ImportError' || type === 'ModuleNotFoundError',
    find: importedName,
    general: 'An import finds nothing',
    advice: [
      'Install or correct it',
      'See whether the package is among the dependencies, and whether two modules import each other.',
    ],
  },
  {
    id: 'python-value',
    title: 'A text that is no number, or a value of another kind',
    cure: 'Advice: check it where it enters',
    matches: ({ type, message }) =>
      (type === 'ValueError' && /invalid literal for int|could not convert string to float/.test(message)) ||
      (type === 'TypeError' &&
        /unsupported operand type|missing \d+ required positional argument|unexpected keyword argument|can only concatenate|must be str, not/.test(
          message,
        )) ||
      type === 'UnboundLocalError',
    find: () => null,
    general: 'A value is of another kind than the code expects',
    advice: [
      'Check the value where it enters',
      'Convert and check input once, and say what happens with what does not fit.',
    ],
  },
];

export const PYTHON_RULES: readonly Rule[] = CLASSES.map((one) => ({
  id: one.id,
  title: one.title,
  cure: one.cure,
  matches: one.matches,
  diagnose: async (given, context) => {
    const [frame] = context.frames;
    if (given.event.platform !== 'python' && frame?.path.endsWith('.py') !== true) return null;
    const file = frame === undefined ? null : await context.sources.python(frame.path);
    const found = frame === undefined || file === null ? null : await one.find(file, frame.line, context);
    if (frame !== undefined && file !== null && found !== null) return located(file, frame, found);
    const place = frame === undefined ? '' : ` at ${frame.path}:${frame.line}`;
    return plainFinding({
      cause: `${one.general}${place}: ${code(context.error.message)}.`,
      certainty: frame === undefined ? 'event' : 'class',
      location: locationOfFrame(frame),
      advice: [advice(...one.advice)],
      prevention: ['Add a test with the value missing.'],
    });
  },
}));

function located(file: PythonFile, frame: RepositoryFrame, found: PythonFind): Finding {
  const line = pythonLine(file, found.node);
  return plainFinding({
    cause: `${file.path}:${line} ${found.cause}`,
    // Tracebacks have no columns, so that the expression is the likely one.
    certainty: frame.contextMatches && found.isOnly ? 'expression' : 'line',
    location: { path: file.path, line, column: null, expression: pythonText(file, found.node).slice(0, 200) },
    originKnown: found.originKnown,
    evidence: [
      {
        claim: 'The error was raised here.',
        kind: 'file',
        field: null,
        path: file.path,
        line,
        commit: null,
        quote: lineText(file, line).trim().slice(0, ANALYZE_LIMITS.quoteLengthMax),
      },
    ],
    candidates: rankCandidates(found.candidates, ANALYZE_LIMITS.candidatesMax),
    prevention: ['Add a test that runs this path with the value missing.'],
    ...(found.action === undefined ? {} : { action: found.action }),
  });
}

function lineText(file: PythonFile, line: number): string {
  return file.text.split('\n')[line - 1] ?? '';
}
