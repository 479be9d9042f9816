import type { CaseCode } from '../evidence/case.ts';
import { isReadableSource } from '../evidence/path-policy.ts';
import { ANALYZE_LIMITS } from './limits.ts';
import { parsePython, type PythonFile } from './python/parse-python.ts';
import { parseSource, type ParsedFile } from './syntax/parse-source.ts';

/** Parsed files of the case's commit, each read and parsed once, at most `filesReadMax` of them. */
export type SourceReader = {
  readonly files: readonly string[];
  /** Null when the file is missing, not readable source, does not parse, or the bound is reached. */
  parsed(path: string): Promise<ParsedFile | null>;
  /** The same for Python. */
  python(path: string): Promise<PythonFile | null>;
  /** Text of the package.json a file belongs to, the nearest one above it; null without one. */
  manifestOf(path: string): Promise<string | null>;
};

export function createSourceReader(code: CaseCode | null): SourceReader {
  const parsedFiles = new Map<string, ParsedFile | null>();
  const known = new Set(code?.files ?? []);
  let reads = 0;
  const textOf = async (path: string): Promise<string | null> => {
    const given = code?.sources.get(path);
    if (given !== undefined || code === null) return given ?? null;
    if (!known.has(path) || !isReadableSource(path) || reads >= ANALYZE_LIMITS.filesReadMax) return null;
    reads += 1;
    return code.repository.readFile(code.commit, path);
  };
  const pythonFiles = new Map<string, PythonFile | null>();
  const manifests = new Map<string, string | null>();
  return {
    files: code?.files ?? [],
    manifestOf: async (path) => {
      const manifest = manifestAbove(path, known);
      if (manifest === null || code === null) return null;
      const before = manifests.get(manifest);
      if (before !== undefined) return before;
      const text = await code.repository.readFile(code.commit, manifest);
      manifests.set(manifest, text);
      return text;
    },
    python: async (path) => {
      const before = pythonFiles.get(path);
      if (before !== undefined) return before;
      const text = path.endsWith('.py') ? await textOf(path) : null;
      const file = text === null ? null : parsePython(path, text);
      pythonFiles.set(path, file);
      return file;
    },
    parsed: async (path) => {
      const before = parsedFiles.get(path);
      if (before !== undefined) return before;
      const text = await textOf(path);
      const file = text === null ? null : parseSource(path, text);
      parsedFiles.set(path, file);
      return file;
    },
  };
}

function manifestAbove(path: string, known: ReadonlySet<string>): string | null {
  const folders = path.split('/').slice(0, -1);
  for (let length = folders.length; length >= 0; length -= 1) {
    const manifest = [...folders.slice(0, length), 'package.json'].join('/');
    if (known.has(manifest)) return manifest;
  }
  return null;
}
