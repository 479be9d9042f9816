import type { Rule } from '../rule.ts';
import { code } from '../words.ts';
import { advice, atFrame, locationOfFrame, plainFinding } from './plain-finding.ts';

/** A class of errors whose message says what is wrong, and for which no patch can be computed. */
type MessageClass = {
  readonly id: string;
  readonly title: string;
  readonly cure: string;
  readonly pattern: RegExp;
  /** Also matched against the error's type. */
  readonly types?: RegExp;
  readonly cause: string;
  /** Why no code is at fault; left out where code is. */
  readonly action?: string;
  readonly advice: readonly [title: string, description: string];
  readonly prevention: string;
};

const CLASSES: readonly MessageClass[] = [
  {
    id: 'cors',
    title: 'An answer the browser may not show to the page',
    cure: 'Headers of the server that answers; no patch of the page',
    pattern:
      /blocked by CORS policy|Cross-Origin Request Blocked|Origin .{1,200} is not allowed by Access-Control-Allow-Origin|Blocked a frame with origin/,
    cause:
      'The browser refused to hand an answer of another origin to the page, because that server does not allow the page’s origin',
    action: 'The server that answers has to allow the origin.',
    advice: [
      'Allow the origin on the server',
      'Answer with `Access-Control-Allow-Origin` for the page’s origin, also for errors and for `OPTIONS`.',
    ],
    prevention: 'Test calls to other origins in a browser, not only from servers.',
  },
  {
    id: 'quota',
    title: 'Storage of the browser is full or forbidden',
    cure: 'Store less, and go on without storage; where to give up is a decision',
    pattern:
      /QuotaExceededError|exceeded the quota|NS_ERROR_DOM_QUOTA_REACHED|(?:localStorage|sessionStorage).{0,80}Access is denied/,
    types: /^QuotaExceededError$/,
    cause:
      'The browser refused to store more: its storage is full, or the visitor forbids it (private windows)',
    advice: [
      'Go on without storage',
      'Catch the error where the value is written, delete what is old, and keep the value in memory.',
    ],
    prevention: 'Treat storage of a browser as something that may fail at every write.',
  },
  {
    id: 'timeout',
    title: 'Something took longer than it was allowed to',
    cure: 'Find out why it is slow, or allow more time; no patch',
    pattern:
      /^timeout of \d+ ?ms exceeded|aborted due to timeout|\btimed? ?out\b.{0,80}$|Timeout \d+ms exceeded|ESOCKETTIMEDOUT|UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|deadline exceeded/i,
    types:
      /^(?:TimeoutError|(?:Read|Connect|Pool|Headers|Body|ConnectTimeout)Timeout(?:Error)?|TimeoutException)$/,
    cause: 'The other side did not answer within the time it was given',
    action: 'The code did what it was told to do when an answer is late.',
    advice: [
      'See why the answer is late',
      'Look at the load and the slow requests of the other side at that time; raise the limit only when the work is expected to take longer.',
    ],
    prevention: 'Watch the durations of such calls, so that a limit is not the first to notice.',
  },
  {
    id: 'aborted',
    title: 'A request that was given up on purpose',
    cure: 'An ignore rule, or a check of the error’s name where it is caught',
    pattern:
      /^(?:The user aborted a request|(?:The|This) operation was aborted\.?$|signal is aborted without reason|Fetch is aborted|Request aborted|canceled$)/,
    types: /^(?:AbortError|CanceledError)$/,
    cause: 'The request was given up: the visitor left the page, or the code cancelled it',
    action: 'Giving a request up is no failure.',
    advice: ['Do not report it', 'Return early where the error is caught when its name is `AbortError`.'],
    prevention: 'Leave out aborted requests before errors are reported.',
  },
  {
    id: 'hydration',
    title: 'A page that differs between server and browser',
    cure: 'Move what differs (time, chance, locale, browser names) into an effect; advice',
    pattern:
      /Hydration failed|hydrating|did not match.{0,40}server|Text content does not match server-rendered HTML|Minified React error #(?:418|419|421|422|423|425)\b|Hydration (?:node|children|text) mismatch/,
    cause: 'What the server rendered differs from what the browser rendered first',
    advice: [
      'Render the same twice',
      'Look for `Date`, `Math.random`, locale formatting and `window` while rendering, and move them into an effect.',
    ],
    prevention: 'Render pages on the server in a test with another time zone and locale.',
  },
  {
    id: 'react-use',
    title: 'React used against its rules',
    cure: 'Advice: what is rendered, or the order of hooks',
    pattern:
      /Objects are not valid as a React child|Minified React error #(?:31|130|300|310|321)\b|Rendered (?:more|fewer) hooks than|Invalid hook call|Element type is invalid/,
    cause:
      'A component rendered something that cannot be shown, or called its hooks in another order than before',
    advice: [
      'Look at what is rendered',
      'Show a field of an object instead of the object; call hooks before every early return.',
    ],
    prevention: 'Turn on the linter’s rules of hooks.',
  },
  {
    id: 'foreign-dom-change',
    title: 'The page was changed by something else than the application',
    cure: 'An ignore rule, or the parts translators change wrapped in an element',
    pattern:
      /Failed to execute '(?:removeChild|insertBefore|replaceChild)' on 'Node'|The node to be removed is not a child|The object can not be found here/,
    cause:
      'The application wanted to change a part of the page that is no longer where it put it; page translators and extensions move such parts',
    advice: [
      'Give changing texts an element of their own',
      'Wrap texts that change in a `span`, so that translators replace the text and not the node.',
    ],
    prevention: 'Count these errors apart by browser and language.',
  },
  {
    id: 'circular-import',
    title: 'A name used before its module or line ran',
    cure: 'Advice: break the circle of imports, or move the declaration up',
    pattern:
      /Cannot access '.{1,100}' before initialization|can't access lexical declaration|partially initialized module/,
    cause:
      'A name is used before it has its value: its declaration stands below, or two modules import each other',
    advice: [
      'Break the circle',
      'Move what both modules need into a third one, or import it where it is used.',
    ],
    prevention: 'Let the linter report circular imports.',
  },
  {
    id: 'frozen-value',
    title: 'A value that may not be changed',
    cure: 'Advice: change a copy',
    pattern:
      /Cannot assign to read only property|object is not extensible|Cannot delete property|Cannot add property .{1,80}, object is not/,
    cause: 'A value that is frozen or belongs to something else is changed',
    advice: ['Change a copy', 'Spread the object or list into a new one and change that.'],
    prevention: 'Use readonly types for values that are shared.',
  },
  {
    id: 'database',
    title: 'A database refused or gave up',
    cure: 'Advice by the kind of refusal',
    pattern:
      /duplicate key value violates unique constraint|violates foreign key constraint|deadlock detected|UNIQUE constraint failed|ER_DUP_ENTRY|could not serialize access|too many (?:clients|connections)|remaining connection slots|SQLITE_BUSY|E11000 duplicate key/,
    cause:
      'The database refused the statement: two writers met, a key exists already, or there are too many connections',
    advice: [
      'Say what happens when two meet',
      'Use an upsert or handle the unique violation; try deadlocks again a few times; give connections back in `finally`.',
    ],
    prevention: 'Run two writers at once in a test.',
  },
  {
    id: 'resources',
    title: 'The machine ran out of something',
    cure: 'More of it, or a leak to find; no patch',
    pattern:
      /heap out of memory|Out of memory|\bENOMEM\b|\bEMFILE\b|\bENOSPC\b|\bEADDRINUSE\b|No space left on device|Too many open files|\bEDQUOT\b/,
    types: /^MemoryError$/,
    cause: 'The machine had no more memory, disk, files or ports to give',
    action: 'The line that failed is only the one that asked last.',
    advice: ['See what uses it', 'Look at memory, disk, open files and ports of the machine at that time.'],
    prevention: 'Watch these values before they run out.',
  },
  {
    id: 'credentials',
    title: 'A token or key that is not accepted',
    cure: 'Renew or correct it; no patch',
    pattern:
      /jwt (?:expired|malformed)|invalid (?:signature|token|api key|credentials)|token (?:has )?expired|Request failed with status code 40[13]\b|\b(?:401|403) Client Error\b|password authentication failed/i,
    types: /^(?:TokenExpiredError|JsonWebTokenError)$/,
    cause: 'A token, key or password was not accepted: it has run out, is wrong, or was exchanged',
    action: 'The other side decides what it accepts.',
    advice: [
      'Renew the token or key',
      'See since when it fails; a deploy, an expiry date or a rotated key fits that moment.',
    ],
    prevention: 'Renew tokens before they run out.',
  },
  {
    id: 'upstream-status',
    title: 'Another service answered with an error',
    cure: 'Look at that service; no patch',
    pattern:
      /Request failed with status code (?:429|5\d\d)\b|\b5\d\d Server Error\b|\b(?:502 Bad Gateway|503 Service Unavailable|504 Gateway Time-?out)\b|Response code 5\d\d/i,
    cause: 'A service the code calls answered with an error of its own',
    action: 'The service that answered has to be looked at.',
    advice: [
      'Look at that service',
      'See what it reported at that time; retry calls that do no harm when repeated, with growing pauses.',
    ],
    prevention: 'Watch the share of failed answers of each service.',
  },
  {
    id: 'file-missing',
    title: 'A file that is not there or may not be read',
    cure: 'Provide the file or correct its path; no patch',
    pattern: /\bENOENT\b|\bEACCES\b|\bEPERM\b|No such file or directory|Permission denied: '/,
    types: /^(?:FileNotFoundError|PermissionError|NotADirectoryError|IsADirectoryError)$/,
    cause: 'A file or folder the code asks for is not there, or may not be used',
    action: 'Whether the file has to exist is a question of the installation.',
    advice: [
      'Check the path on that machine',
      'See whether the file is part of the release and readable for the user the program runs as.',
    ],
    prevention: 'Check needed files when the program starts.',
  },
];

export const MESSAGE_RULES: readonly Rule[] = CLASSES.map((one) => ({
  id: one.id,
  title: one.title,
  cure: one.cure,
  matches: ({ message, type }) =>
    one.pattern.test(message.split('\n', 1)[0] ?? '') || one.types?.test(type) === true,
  diagnose: async (_given, { error, frames }) => {
    const [frame] = frames;
    const [title, description] = one.advice;
    const said = error.message.split('\n', 1)[0] ?? '';
    return plainFinding({
      cause: `${one.cause}${atFrame(frame)}. It said ${code(said === '' ? error.type : said)}.`,
      certainty: one.action === undefined ? 'class' : 'message',
      location: locationOfFrame(frame),
      advice: [advice(title, description)],
      prevention: [one.prevention],
      ...(one.action === undefined ? {} : { action: one.action }),
    });
  },
}));
