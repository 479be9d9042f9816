import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openRecord } from '../../measured-before.ts';
import { mirrorOf } from '../build-tree.ts';
import { candidateCommits, CRASH_WORDS } from './candidate-commits.ts';
import { mineCrash, type Mined } from './mine-crash.ts';

/**
 * Looks for real crashes in the history of a project, in the form of the corpus: commits whose tests crash on the
 * sources before them. Goes on where it was when it is started again. The cases are third-party data and stay outside
 * of the repository.
 */
const { values } = parseArgs({
  options: {
    repository: { type: 'string', multiple: true, default: [] },
    // Other words of commits to try, as an extended regular expression of git.
    words: { type: 'string', default: CRASH_WORDS },
    mirrors: { type: 'string', default: '' },
    work: { type: 'string', default: '/tmp/bugsage-mined' },
    output: { type: 'string', default: '/tmp/bugsage-mined/cases' },
  },
});

await mkdir(values.output, { recursive: true });
const record = await openRecord<Mined>(join(values.work, 'mined.jsonl'), true);
for (const repo of values.repository) {
  const mirror = mirrorOf(repo, values.mirrors);
  if (mirror === null) throw new Error(`There is no clone of ${repo} in ${values.mirrors}.`);
  for (const candidate of await candidateCommits(mirror, repo, values.words)) {
    const id = `${repo.replace('/', '__')}__${candidate.commit.slice(0, 10)}`;
    if (record.before.has(id)) continue;
    const mined = await mineCrash(candidate, { mirror, work: values.work }).catch((error: unknown) => ({
      id,
      crash: null,
      reason: String(error).slice(0, 300),
    }));
    if (mined.crash !== null)
      await writeFile(join(values.output, `${id}.json`), JSON.stringify(mined.crash, null, 1));
    await record.add({ ...mined, crash: null });
    process.stdout.write(`${id}: ${mined.reason}\n`);
  }
}
