import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const REPOSITORY_ROOT = fileURLToPath(new URL('../../..', import.meta.url));

export type SourceFile = {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
};

/** Files git knows or would add, so that ignored output is never judged. */
export function listFiles(pattern: RegExp): SourceFile[] {
  const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: REPOSITORY_ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return output
    .split('\0')
    .filter((path) => pattern.test(path))
    .flatMap((path) => {
      try {
        return [{ path, text: readFileSync(join(REPOSITORY_ROOT, path), 'utf8') }];
      } catch {
        // Deleted in the work tree, not yet in the index.
        return [];
      }
    });
}

/** Module names a file imports or re-exports, statically or with a literal `import()`; type-only ones are marked. */
export function importsOf(file: SourceFile): { readonly module: string; readonly typeOnly: boolean }[] {
  const { module, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} does not parse: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.flatMap((entry) => {
    const literal = /^['"](.+)['"]$/.exec(
      file.text.slice(entry.moduleRequest.start, entry.moduleRequest.end),
    );
    return literal?.[1] === undefined ? [] : [{ module: literal[1], typeOnly: false }];
  });
  const fixed = module.staticImports.map((entry) => ({
    module: entry.moduleRequest.value,
    typeOnly: entry.entries.length > 0 && entry.entries.every((name) => name.isType),
  }));
  const exported = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((name) =>
      name.moduleRequest === null || name.moduleRequest === undefined
        ? []
        : [{ module: name.moduleRequest.value, typeOnly: name.isType }],
    ),
  );
  return [...fixed, ...exported, ...dynamic];
}
