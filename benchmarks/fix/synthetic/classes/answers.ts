import type { CaseClass, Draft } from '../case.ts';
import { MODULE, notOurs } from './foreign-code.ts';

const RUN = `import { perform } from './perform.js';

export async function run($item) {
  const result = await ⟦1perform($item);
  return result;
}
`;

export const ANSWERS: readonly CaseClass[] = [
  {
    id: 'page-read-as-json',
    positive: {
      rule: 'json-parse',
      error: ['SyntaxError', `Unexpected token '<', "<!DOCTYPE "... is not valid JSON`],
      functions: ['load$List'],
      files: {
        ...MODULE,
        'src/api.js': `export async function load$Person(id) {
  const response = await fetch('/api/$person/' + id);
  if (!response.ok) throw new Error('The request failed with status ' + response.status);
  return response.json();
}

export async function load$List() {
  const response = await fetch('/api/$list');
  return response.⟦1json();
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { load$List } from './src/api.js';
const answer = (status, type, body) => async () => new Response(body, { status, headers: { 'content-type': type } });
globalThis.fetch = answer(200, 'application/json', '[1,2]');
assert.deepEqual(await load$List(), [1, 2]);
globalThis.fetch = answer(502, 'text/html', '<!DOCTYPE html>');
await assert.rejects(load$List(), (error) => !(error instanceof SyntaxError) && /502/.test(error.message));
`,
      trail: [{ method: 'GET', url: '/api/$list', status: 502 }],
    },
    lookAlike: {
      rule: null,
      error: ['TemplateError', "Unexpected token '<' in template of $person 4"],
      files: {
        ...MODULE,
        'src/template.js': `export function render() {\n  ⟦1throw new Error('template');\n}\n`,
      },
    },
  },
  {
    id: 'damaged-stored-text',
    positive: {
      rule: 'json-parse',
      platform: 'javascript',
      error: ['SyntaxError', 'Unexpected end of JSON input'],
      functions: ['saved$List'],
      files: {
        ...MODULE,
        'src/saved.js': `export function saved$List(storage) {
  const text = storage.getItem('$list');
  if (text === null) return [];
  return ⟦1JSON.parse(text);
}
`,
      },
      checks: `import assert from 'node:assert/strict';
import { saved$List } from './src/saved.js';
const storage = (text) => ({ getItem: () => text });
assert.deepEqual(saved$List(storage('[3]')), [3]);
assert.deepEqual(saved$List(storage(null)), []);
assert.deepEqual(saved$List(storage('')), []);
`,
    },
    lookAlike: notOurs('SyntaxError', 'Unexpected end of JSON input'),
  },
  ...withoutPatch(),
];

/** Classes in which no change of the code is right: the engine has to say so and propose nothing. */
function withoutPatch(): CaseClass[] {
  const rows: readonly (readonly [
    id: string,
    rule: string,
    error: readonly [string, string],
    classification: NonNullable<Draft['classification']>,
    likeness: readonly [string, string],
  ])[] = [
    [
      'service-down',
      'connection',
      ['Error', 'connect ECONNREFUSED 127.0.0.1:5432'],
      'action_recommended',
      ['BookingError', 'The $person refused the connection to table 4'],
    ],
    [
      'name-unknown',
      'connection',
      ['Error', 'getaddrinfo ENOTFOUND db.internal'],
      'action_recommended',
      ['SearchError', 'The name was not found: db'],
    ],
    [
      'browser-offline',
      'connection',
      ['TypeError', 'Failed to fetch'],
      'action_recommended',
      ['MailError', 'Failed to fetch mail of $person 2'],
    ],
    [
      'answer-too-late',
      'timeout',
      ['TimeoutError', 'The operation was aborted due to timeout'],
      'action_recommended',
      ['GameError', 'Time for move 4 is over'],
    ],
    [
      'client-timeout',
      'timeout',
      ['AxiosError', 'timeout of 5000ms exceeded'],
      'action_recommended',
      ['QueueError', 'More than 5000 entries'],
    ],
    [
      'given-up',
      'aborted',
      ['AbortError', 'The user aborted a request.'],
      'action_recommended',
      ['OrderAborted', 'The $person aborted $item 4'],
    ],
    [
      'chunk-gone',
      'chunk-load',
      ['ChunkLoadError', 'Loading chunk 12 failed.'],
      'action_recommended',
      ['ImportError', 'Loading part 12 of the upload failed'],
    ],
    [
      'import-gone',
      'chunk-load',
      ['TypeError', 'Failed to fetch dynamically imported module: https://app.example/a-1b.js'],
      'action_recommended',
      ['LoadError', 'Failed module exam of $person 3'],
    ],
    [
      'server-and-page-differ',
      'hydration',
      ['Error', 'Hydration failed because the initial UI does not match what was rendered on the server.'],
      'code_fix',
      ['PlantError', 'Irrigation failed on field 4'],
    ],
    [
      'object-as-child',
      'react-use',
      ['Error', 'Objects are not valid as a React child (found: object with keys {id})'],
      'code_fix',
      ['FamilyError', 'Object 4 is not a valid child of 3'],
    ],
    [
      'storage-full',
      'quota',
      [
        'QuotaExceededError',
        "Failed to execute 'setItem' on 'Storage': Setting the value of '$list' exceeded the quota.",
      ],
      'code_fix',
      ['PlanError', 'The quota of $person 4 is used up'],
    ],
    [
      'other-origin',
      'cors',
      [
        'Error',
        "Access to fetch at 'https://api.example' from origin 'https://app.example' has been blocked by CORS policy",
      ],
      'action_recommended',
      ['PolicyError', 'The policy blocks course 4'],
    ],
    [
      'setting-missing',
      'environment-missing',
      ['Error', 'Missing environment variable DATABASE_URL'],
      'action_recommended',
      ['FormError', 'Missing variable cost in row 3'],
    ],
    [
      'endless-recursion',
      'stack-overflow',
      ['RangeError', 'Maximum call stack size exceeded'],
      'code_fix',
      ['PagerError', 'Maximum size of calls exceeded by $person'],
    ],
    [
      'two-writers',
      'database',
      ['error', 'duplicate key value violates unique constraint "$list_pkey"'],
      'code_fix',
      ['KeyError4', 'The key 4 was cut as a duplicate'],
    ],
    [
      'no-memory',
      'resources',
      ['Error', 'ENOSPC: no space left on device, write'],
      'action_recommended',
      ['RoomError', 'No place left in room 4'],
    ],
    [
      'token-expired',
      'credentials',
      ['TokenExpiredError', 'jwt expired'],
      'action_recommended',
      ['CouponError', 'Coupon 4 is too old'],
    ],
    [
      'upstream-broken',
      'upstream-status',
      ['AxiosError', 'Request failed with status code 503'],
      'action_recommended',
      ['VoteError', 'Request 503 was voted down'],
    ],
    [
      'file-not-there',
      'file-missing',
      ['Error', "ENOENT: no such file or directory, open '/srv/data/$list.csv'"],
      'action_recommended',
      ['ArchiveError', 'There is no folder for $person 4'],
    ],
    [
      'used-too-early',
      'circular-import',
      ['ReferenceError', "Cannot access 'settings' before initialization"],
      'code_fix',
      ['DoorError', 'No access to room 4 before nine'],
    ],
    [
      'frozen-object',
      'frozen-value',
      ['TypeError', "Cannot assign to read only property 'id' of object '#<Object>'"],
      'code_fix',
      ['SeatError', 'Cannot assign seat 4'],
    ],
    [
      'translated-page',
      'foreign-dom-change',
      [
        'NotFoundError',
        "Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
      ],
      'code_fix',
      ['TreeError', 'Child 4 was removed'],
    ],
  ];
  return rows.map(([id, rule, error, classification, likeness]) => ({
    id,
    positive: { rule, classification, error, functions: ['run'], files: { ...MODULE, 'src/run.js': RUN } },
    lookAlike: { rule: null, error: likeness, files: { ...MODULE, 'src/run.js': RUN } },
  }));
}
