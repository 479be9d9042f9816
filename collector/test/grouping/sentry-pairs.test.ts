import { fingerprint } from '@bugsage/fingerprint';
import { expect, test } from 'vitest';
import { normalize } from '../../src/normalize/index.ts';
import { hasCorpus, readPayloads, readText } from '../corpora.ts';
import { receivedOf } from '../received-event.ts';

const isThere = hasCorpus('sentry-grouping');

/** Pairs that Sentry keeps together (a hash in common) and we keep apart, with the reason. */
const APART: Readonly<Record<string, string>> = {
  'exception-groups-bad-parent-with-parent + exception-groups-bad-with-cycle':
    'a chain of three types against one exception: Sentry hashes only the last message of a broken tree',
  'frame-with-only-required-vars + stacktrace-hash-without-system-frames':
    'in_app is missing and computed: bar.py is the application too, and nearer to the crash',
  'stacktrace-hash-without-system-frames + stacktrace-with-minimal-app-frames': 'the same',
  'group_307_event_307 + group_389_event_389':
    'all application symbols are stripped to one name: the system function that crashed tells more',
};

/** Pairs that we keep together and Sentry keeps apart, with the reason. */
const TOGETHER: Readonly<Record<string, string>> = {
  'exception-groups-bad-duplicate-id + exception-groups-bad-with-cycle':
    'two broken trees of the same three exceptions',
  'frame-ignores-ENHANCED-spring-classes + frame-ignores-extra-ENHANCED-spring-classes':
    'the same class under two generated names',
  'javascript-xbrowser-edge + javascript-xbrowser-http-chrome': 'one page in two browsers',
  'javascript-xbrowser-edge + javascript-xbrowser-http-edge': 'one page from disk and from a server',
  'group_275_event_275 + group_289_event_312': 'the only in-app symbol is the same',
  'group_319_event_321 + macos-intel-driver': 'the same crash in the driver, other callers',
  'group_319_event_321 + macos-amd-driver': 'crashes in two drivers, reported by the same library function',
  'macos-amd-driver + macos-intel-driver': 'crashes in two drivers, reported by the same library function',
};

const EMPTY_HASH = 'd41d8cd98f00b204e9800998ecf8427e';

/** Share of pairs that may disagree without a reason above: samples of these inputs differ from machine to machine. */
const UNEXPLAINED_MAX = 0.01;

test.skipIf(!isThere)(
  'pairs of Sentry’s grouping inputs agree, except for reasons that are written down',
  () => {
    const { apart, together, agreed } = comparePairs();
    const unexplained = [
      ...apart.filter((pair) => !Object.hasOwn(APART, pair)),
      ...together.filter((pair) => !Object.hasOwn(TOGETHER, pair)),
    ];
    process.stderr.write(
      `sentry-grouping: ${agreed} pairs agree, ${apart.length} apart, ${together.length} together\n`,
    );
    for (const pair of unexplained) process.stderr.write(`  without a written reason: ${pair}\n`);
    expect(agreed).toBeGreaterThan(0);
    expect(unexplained.length / (agreed + apart.length + together.length)).toBeLessThan(UNEXPLAINED_MAX);
  },
);

type Keyed = { readonly name: string; readonly hashes: readonly string[]; readonly key: string };

function comparePairs(): { apart: string[]; together: string[]; agreed: number } {
  const apart: string[] = [];
  const together: string[] = [];
  let agreed = 0;
  const inputs = readInputs();
  for (const [index, a] of inputs.entries()) {
    for (const b of inputs.slice(index + 1)) {
      const isSameThere = a.hashes.some((hash) => b.hashes.includes(hash));
      const isSameHere = a.key === b.key;
      if (isSameThere === isSameHere) agreed += 1;
      else (isSameThere ? apart : together).push(`${a.name} + ${b.name}`);
    }
  }
  return { apart, together, agreed };
}

/** Inputs with an exception, stack or message; security reports and templates have no fields in our event yet. */
function readInputs(): Keyed[] {
  return readPayloads('sentry-grouping/grouping_inputs').flatMap(({ name: file, payload }) => {
    const name = file.replace(/\.json$/, '');
    const event = normalize(receivedOf(payload));
    if (event.exceptions.length === 0 && event.message === null) return [];
    const snapshot = readText(
      `sentry-grouping/expected_newstyle_2023_01_11/${name.replaceAll('-', '_')}.pysnap`,
    );
    const hashes = [...snapshot.matchAll(/hash: "([0-9a-f]{32})"/g)]
      .map((match) => match[1] ?? '')
      .filter((hash) => hash !== EMPTY_HASH);
    return [{ name, hashes, key: fingerprint(event).fingerprint }];
  });
}
