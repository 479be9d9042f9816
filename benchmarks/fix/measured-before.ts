import { appendFile, mkdir, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What was measured for each case. A long run that was interrupted goes on where it was; one case is one line. */
export type MeasuredRecord<Case> = {
  readonly before: ReadonlyMap<string, Case>;
  add(one: Case): Promise<void>;
};

export async function openRecord<Case extends { readonly id: string }>(
  file: string,
  resume: boolean,
): Promise<MeasuredRecord<Case>> {
  await mkdir(dirname(file), { recursive: true });
  if (!resume) await rm(file, { force: true });
  const text = await readFile(file, 'utf8').catch(() => '');
  const cases = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case);
  return {
    before: new Map(cases.map((one) => [one.id, one])),
    add: (one) => appendFile(file, `${JSON.stringify(one)}\n`),
  };
}
