import type { ParsedFile } from '../../analyze/syntax/parse-source.ts';
import type { CaseCode } from '../../evidence/case.ts';
import { isModule } from '../make-plan.ts';
import type { CrashToWatch, MissingValue } from './find-absence.ts';
import type { WatchedFile } from './program/main.ts';
import { watchedText, type Watched } from './watched-text.ts';

/** The files of base, one or two, that report the calls in which a value can be taken away. */
export async function watchedFiles(
  code: CaseCode,
  { file: crashFile, accused }: CrashToWatch,
  { file, owner, absence, expression }: MissingValue,
): Promise<WatchedFile[]> {
  const call = { owner, absence, expression };
  if (crashFile.path === file.path) return [await watchedFile(code, file, { call, crash: accused })];
  return Promise.all([
    watchedFile(code, file, { call, crash: null }),
    watchedFile(code, crashFile, { call: null, crash: accused }),
  ]);
}

/** One file in its watching form. */
export async function watchedFile(code: CaseCode, file: ParsedFile, watched: Watched): Promise<WatchedFile> {
  return { path: file.path, isModule: await isModule(code, file), ...watchedText(file, watched) };
}
