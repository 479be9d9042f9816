import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@bugsage/backends';
import { afterAll, describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture, type Fixture } from '../testing/fixture.ts';
import { listener } from '../testing/watch-fixtures.ts';

const opened = await testSandbox();
const TIMEOUT_MS = 8000;
const sandbox: Sandbox = {
  kind: opened.kind,
  run: (command) => opened.run({ ...command, timeoutMs: Math.min(command.timeoutMs, TIMEOUT_MS) }),
};
const folder = mkdtempSync(join(tmpdir(), 'bugsage-hostile-watch-'));
const BYSTANDER = join(folder, 'bystander.js');
writeFileSync(BYSTANDER, 'untouched');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GUARDED = {
  path: 'lib/rooms.js',
  find: "if (node.owner.name === 'nobody') return;",
  replace: "if (!node.owner || node.owner.name === 'nobody') return;",
};

/** The tests of the listener, and beside them something that happens only while they are watched. */
function suiteThat(does: string): Fixture {
  const files = listener.files as Record<string, string>;
  const attack = `
const fs = require('node:fs');
const watched = fs.readFileSync('lib/rooms.js', 'utf8');
const [, program] = /require\\("\\.\\.\\/(\\.bugsage-[^"]*)"\\)/.exec(watched) || [];
if (program !== undefined) {
  const [report] = /\\/tmp\\/\\w+\\.lines/.exec(fs.readFileSync(program, 'utf8'));
  ${does}
}
`;
  return {
    ...listener,
    files: { ...files, 'test/rooms.test.js': (files['test/rooms.test.js'] ?? '') + attack },
  };
}

describe.skipIf(opened.kind === 'none')('a suite that knows it is watched', () => {
  test.each([
    {
      name: 'kills what started it',
      does: "process.kill(process.ppid, 'SIGKILL'); process.kill(-1, 'SIGKILL');",
    },
    { name: 'never ends', does: 'for (;;) {}' },
    {
      name: 'puts a link to a file of the machine in the place of the watched one',
      does: `fs.rmSync('lib/rooms.js'); fs.symlinkSync(${JSON.stringify(BYSTANDER)}, 'lib/rooms.js');`,
    },
    {
      name: 'takes the program away that watches it',
      does: "fs.rmSync(program); fs.rmSync('lib', { recursive: true });",
    },
    { name: 'puts a directory where the report was', does: 'fs.rmSync(report); fs.mkdirSync(report);' },
  ])('and $name shows nothing, and harms nothing', async ({ does }) => {
    const { verification } = await verifyFixture(suiteThat(does), sandbox, GUARDED);
    expect(verification).toMatchObject({ verdict: 'plausible', reproduction: 'none' });
    expect(verification.reason).toMatch(/did not come to its end|passes line 12/);
    expect(readFileSync(BYSTANDER, 'utf8')).toBe('untouched');
  });

  test('and writes nonsense into the report is not believed', async () => {
    const nonsense = [
      '{"call":1,"reached":true,"effects":[]}',
      '[]',
      'null',
      '{"call":"1"}',
      '{'.repeat(5000),
      'x'.repeat(100_000),
    ];
    const does = `fs.appendFileSync(report, ${JSON.stringify(nonsense.join('\n'))} + '\\n');`;
    const { verification } = await verifyFixture(suiteThat(does), sandbox, GUARDED);
    expect(verification).toMatchObject({ verdict: 'verified', reproduction: 'test_call' });
  });
});
