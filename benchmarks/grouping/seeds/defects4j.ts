import type { Frame, NormalizedEvent } from '@bugsage/core';
import { parseStackTrace } from '@bugsage/stacktrace';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { eventOf, exceptionOf } from '../event.ts';
import { CORPORA } from './corpus-seeds.ts';

export type BugTrace = { readonly bug: string; readonly event: NormalizedEvent };

/** Stack traces of failing tests of real Java bugs: several traces of one bug are one cluster. Empty without the data. */
export function readBugTraces(): readonly BugTrace[] {
  const root = new URL('defects4j-traces/', CORPORA);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .toSorted()
    .flatMap((project) => {
      const folder = new URL(`${project}/trigger_tests/`, root);
      if (!existsSync(folder) || !statSync(folder).isDirectory()) return [];
      return readdirSync(folder)
        .toSorted()
        .flatMap((bug) => tracesOf(`${project}-${bug}`, readFileSync(new URL(bug, folder), 'utf8')));
    });
}

function tracesOf(bug: string, text: string): readonly BugTrace[] {
  return text
    .split(/^--- .*$/m)
    .slice(1)
    .flatMap((trace) => {
      const exceptions = parseStackTrace(trace.trim()).exceptions.map(({ type, value, module, frames }) => ({
        ...exceptionOf(module === null ? type : `${module}.${type}`, value, withoutTests(frames)),
      }));
      const main = exceptions.at(-1);
      // A failed assertion says where the test noticed, not where the bug is.
      const isUsable =
        main !== undefined &&
        main.frames.length > 0 &&
        !/Assert|ComparisonFailure|\.(?:ArgumentsAreDifferent|WantedButNotInvoked)/.test(main.type ?? '');
      return isUsable ? [{ bug, event: eventOf('java', exceptions) }] : [];
    });
}

const RUNNERS =
  /^(?:org\.)?junit\.|^sun\.reflect\.|^jdk\.internal\.|^java\.lang\.reflect\.|^org\.apache\.tools\.|^edu\.washington\./;
const RUNTIME = /^(?:java|javax|sun|jdk)\./;

/** Frames of the program below test; the outermost ones belong to the test and its runner. */
function withoutTests(frames: readonly Frame[]): readonly Frame[] {
  const last = frames.findLastIndex(
    ({ module, filename }) =>
      RUNNERS.test(module ?? '') ||
      /Tests?(?:Case|Base)?(?:\$|$)|\.Test[A-Z]/.test(module ?? '') ||
      /Tests?\.java$/.test(filename ?? ''),
  );
  return frames.slice(last + 1).map((frame) => ({ ...frame, in_app: !RUNTIME.test(frame.module ?? '') }));
}
