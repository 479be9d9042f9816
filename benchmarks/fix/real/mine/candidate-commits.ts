import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A commit that may be the fix of a crash: its words say so, and it changes a little source and some tests. */
export type CandidateCommit = {
  readonly repo: string;
  readonly commit: string;
  readonly parent: string;
  /** ISO date. */
  readonly date: string;
  readonly subject: string;
  readonly sources: readonly string[];
  readonly tests: readonly string[];
};

/** Bounds of a fix: what is larger is a feature that happens to repair a crash. */
const SOURCE_LINES_MAX = 30;
const SOURCE_FILES_MAX = 3;

/** Words of commits that repair a crash, as an extended regular expression of git. */
export const CRASH_WORDS =
  'crash|TypeError|Cannot read|undefined|null|throw|ReferenceError|RangeError|not a function|not iterable|exception';
/** A commit, its parents, its date and its subject. */
const FORMAT = '%x01%H%x02%P%x02%cs%x02%s';
const SOURCE = /^(?:lib|src|rules|plugins|packages\/[^/]+\/(?:lib|src))\/.*\.c?js$/;
const TEST = /(?:^|\/)(?:tests?|spec|__tests__)\/.*\.js$|\.(?:test|spec)\.js$/;

/** Newest first. */
export async function candidateCommits(
  mirror: string,
  repo: string,
  words = CRASH_WORDS,
): Promise<CandidateCommit[]> {
  const { stdout } = await run(
    'git',
    ['-C', mirror, 'log', '--no-merges', '-i', '-E', `--grep=${words}`, `--format=${FORMAT}`, '--numstat'],
    { maxBuffer: 512 * 1024 * 1024 },
  );
  return stdout
    .split('\u0001')
    .slice(1)
    .map((entry) => candidateOf(repo, entry))
    .filter((candidate) => candidate !== null);
}

function candidateOf(repo: string, entry: string): CandidateCommit | null {
  const [head = '', ...rest] = entry.split('\n');
  const [commit = '', parents = '', date = '', subject = ''] = head.split('\u0002');
  const [parent = ''] = parents.split(' ');
  const changes = rest.map((line) => /^(\d+)\t(\d+)\t(.+)$/.exec(line)).filter((match) => match !== null);
  const tests = changes.map((change) => change[3] ?? '').filter((file) => TEST.test(file));
  const sources = changes.filter(([, , , file = '']) => SOURCE.test(file) && !tests.includes(file));
  const lines = sources.reduce((sum, [, added, removed]) => sum + Number(added) + Number(removed), 0);
  if (parent === '' || tests.length === 0 || sources.length === 0) return null;
  if (sources.length > SOURCE_FILES_MAX || lines > SOURCE_LINES_MAX) return null;
  return { repo, commit, parent, date, subject, tests, sources: sources.map((change) => change[3] ?? '') };
}
