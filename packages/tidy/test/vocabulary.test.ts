import { STAGES } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../src/source-files.ts';

/** Stages that are a folder of the process they run in, where they are more than a call. */
const FOLDERS: Readonly<Record<string, string>> = {
  capture: 'packages/sdk/src/capture/',
  transport: 'packages/sdk/src/transport/',
  receive: 'collector/src/receive/',
  normalize: 'collector/src/normalize/',
  fingerprint: 'packages/fingerprint/src/',
  dedupe: 'collector/src/dedupe/',
  store: 'collector/src/store/',
  analyze: 'analyzer/src/analyze/',
  fix: 'analyzer/src/fix/',
  verify: 'analyzer/src/verify/',
};

/** Words the field uses for the same steps; one of them in a file name would hide a stage. */
const SYNONYMS =
  /(^|[-/])(ingestor|digest|process(or)?-event|enrich|persist|dispatch|diagnostics?-runner|validate-fix)([-./]|$)/;
const SAYS_NOTHING = /(^|\/)(utils?|helpers?|common|misc|shared|stuff)(\.|\/)/;

describe('vocabulary', () => {
  const paths = listFiles(/\.(ts|tsx|mjs)$/).map((file) => file.path);

  it('sees files', () => {
    expect(paths.length).toBeGreaterThan(200);
  });

  it.each(Object.entries(FOLDERS))('stage %s is found under its own name', (stage, folder) => {
    expect(STAGES).toContain(stage);
    expect(paths.filter((path) => path.startsWith(folder))).not.toEqual([]);
  });

  it('has no second word for a stage and no name that says nothing', () => {
    expect(paths.filter((path) => SYNONYMS.test(path) || SAYS_NOTHING.test(path))).toEqual([]);
  });

  it.each(['collector/src/pipeline.ts', 'analyzer/src/pipeline.ts'])('%s names only stages', (path) => {
    const [file] = listFiles(new RegExp(`^${path}$`));
    const called = [...(file?.text ?? '').matchAll(/[ (]stages\.(\w+)/g)].map((match) => match[1] ?? '');
    expect(called.length).toBeGreaterThan(1);
    expect(called.filter((name) => !(STAGES as readonly string[]).includes(name))).toEqual([]);
  });
});
