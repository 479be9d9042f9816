import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Every defence against what an event, a repository or a model may try, and where it is tested. The numbers are those of
 * docs/verification.md. A row names a file and a piece of the name of a test in it.
 */
const DEFENCES: readonly (readonly [number, string, readonly (readonly [string, string])[]])[] = [
  [
    1,
    'the event is one bounded block of data',
    [
      ['analyzer/test/analyze/analyze-case.test.ts', 'keeps its shape for'],
      ['analyzer/test/security/injection.test.ts', 'never changed the shape of a request'],
    ],
  ],
  [
    2,
    'texts have no invisible or terminal characters',
    [
      ['analyzer/test/analyze/analyze-case.test.ts', 'cleans and bounds what it says'],
      ['analyzer/src/publish/inert-text.test.ts', 'is one line without a meaning'],
    ],
  ],
  [
    3,
    'no secret in a prompt or a pull request',
    [
      ['analyzer/test/analyze/analyze-case.test.ts', 'has no keys of it, whole or cut'],
      ['analyzer/test/security/injection.test.ts', 'fifty attempts'],
      ['analyzer/src/publish/inert-text.test.ts', 'is bounded and has no secret'],
    ],
  ],
  [
    4,
    'only source files of the checkout are read',
    [
      ['analyzer/test/security/injection.test.ts', 'fifty attempts'],
      ['analyzer/src/evidence/path-policy.test.ts', 'a forged frame at %s finds none'],
      [
        'packages/backends/src/sandbox/open-sandbox.test.ts',
        'homes, data folders and links to them show nothing',
      ],
    ],
  ],
  [
    5,
    'source context of an event is only a hint',
    [['analyzer/test/evidence/gather.test.ts', 'a forged context is flagged']],
  ],
  [6, 'edit policy', [['analyzer/src/fix/edit-policy.test.ts', 'checkEdits refuses']]],
  [
    7,
    'pull requests are our own template',
    [
      ['analyzer/src/publish/inert-text.test.ts', 'is harmless as a title'],
      ['analyzer/test/publish.test.ts', 'becomes one draft pull request'],
    ],
  ],
  [
    8,
    'one branch of ours, draft, never forced, never merged',
    [
      [
        'packages/backends/src/code-host/code-host.test.ts',
        'gets a branch with one commit on the base and a draft pull request',
      ],
      ['analyzer/test/publish.test.ts', 'becomes one draft pull request'],
    ],
  ],
  [
    9,
    'one pull request, however often it is asked for',
    [
      ['packages/backends/src/code-host/code-host.test.ts', 'is asked a hundred times'],
      ['analyzer/test/publish.test.ts', 'becomes one draft pull request'],
      ['analyzer/test/publish.test.ts', 'at most twenty pull requests'],
      ['analyzer/test/crash-and-cost.test.ts', 'no other one is made by itself for seven days'],
    ],
  ],
  [
    10,
    'a storm costs no more than the budget',
    [['analyzer/test/crash-and-cost.test.ts', 'ten thousand forged new issues']],
  ],
  [
    11,
    'answers are checked, bounded and shown as text',
    [
      ['analyzer/test/analyze/analyze-case.test.ts', 'cleans and bounds what it says'],
      ['packages/dashboard/test/pages.test.ts', 'no script of a stranger'],
    ],
  ],
  [
    12,
    'what a model was asked and did can be played again',
    [['analyzer/test/security/replay.test.ts', 'when it is played again']],
  ],
  [
    13,
    'a model cannot raise its own confidence',
    [
      ['analyzer/test/analyze/analyze-case.test.ts', 'does not let the model raise its own confidence'],
      ['analyzer/src/fix/describe-patch.test.ts', 'capped by the rung it reached'],
    ],
  ],
  [
    14,
    'installing runs nothing',
    [['analyzer/src/verify/install-dependencies.test.ts', 'without running their scripts']],
  ],
  [
    15,
    'git runs nothing of a repository',
    [
      [
        'packages/backends/src/scm/open-repository.test.ts',
        'nothing of the repository runs: hooks, filters, submodules',
      ],
    ],
  ],
];

const ROOT = new URL('../../../', import.meta.url);

describe('defences', () => {
  it('are fifteen, each with a test', () => {
    expect(DEFENCES.map(([number]) => number)).toEqual(Array.from({ length: 15 }, (_, index) => index + 1));
  });

  it.each(DEFENCES)('%i: %s', async (number, _, places) => {
    for (const [path, name] of places) {
      expect(path).toMatch(/\.test\.ts$/);
      // In the title of a test or of a row of its table, not in what a test asserts.
      expect(titlesIn(await read(path)), path).toContain(name);
    }
    expect(places.length).toBeGreaterThan(0);
    expect(await read('docs/verification.md')).toMatch(new RegExp(`^\\| +${number} +\\|`, 'm'));
  });
});

/** Texts that stand where titles do: first in a call of `it`, `test`, `describe` or their tables, or first in a row. */
function titlesIn(text: string): string {
  const titles = text.matchAll(
    /(?:\b(?:it|test|describe)(?:\.skipIf\([^()]*\))?|\])?[([]\s*(['"`])(?<title>.+?)\1,/g,
  );
  return [...titles].map(({ groups }) => groups?.['title'] ?? '').join('\n');
}

function read(path: string): Promise<string> {
  return readFile(fileURLToPath(new URL(path, ROOT)), 'utf8');
}
