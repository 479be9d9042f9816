import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Third-party data beside the repository; never copied into it. */
export const PYTHON_CRASHES = fileURLToPath(
  new URL('../../../../shared/corpora/js-crash/py-quixbugs-crash.json', import.meta.url),
);

/** A program that crashes in a test, and what its developers changed. The diff is hidden from the engine. */
export type PythonCrash = {
  readonly id: string;
  readonly repo: string;
  readonly commit: string;
  readonly error_type: string;
  readonly test: string;
  readonly buggy_file: string;
  readonly diff: string;
};

/** Null where the file is not there. */
export function pythonCrashes(file = PYTHON_CRASHES): PythonCrash[] | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PythonCrash[]) : null;
}

/** Lines of the crashing program, 1-based, that the diff changes or puts something before. Texts that only explain do not count. */
export function changedLines(diff: string): number[] {
  const lines: number[] = [];
  let at = 0;
  let isText = false;
  for (const line of diff.split('\n')) {
    const start = /^@@ -(\d+)/.exec(line)?.[1];
    if (start !== undefined) {
      at = Number(start);
      isText = false;
      continue;
    }
    if (at === 0) continue;
    if (/^[ +-]"""/.test(line)) isText = true;
    const isCode = !isText && /^[+-]\s*[^\s#]/.test(line);
    if (isCode) lines.push(at);
    if (!line.startsWith('+')) at += 1;
  }
  return [...new Set(lines)];
}
