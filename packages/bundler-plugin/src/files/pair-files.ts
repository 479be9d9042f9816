import { readFile } from 'node:fs/promises';
import { inlineSourceMap, scriptReferences, sourceMapUrlOf } from '@bugsage/stacktrace/scripts';
import { inParallel } from '../in-parallel.ts';
import { UPLOAD_LIMITS } from '../limits.ts';
import type { FoundFile } from './find-files.ts';

/** How a script comes to its map. */
export type MapOfScript =
  | { readonly kind: 'file'; readonly file: FoundFile }
  /** In the script itself, as a `data:` URL. */
  | { readonly kind: 'inline' }
  /** It names one that is not in the folder. */
  | { readonly kind: 'missing'; readonly reference: string }
  /** It lies on another host. */
  | { readonly kind: 'elsewhere'; readonly reference: string }
  /** It names none, and none lies beside it. */
  | { readonly kind: 'none' }
  | { readonly kind: 'too_large' };

export type PairedScript = {
  readonly script: FoundFile;
  /** The id the script carries; null without one. */
  readonly debugId: string | null;
  readonly map: MapOfScript;
};

const SCRIPT = /\.(?:[cm]?js|jsbundle|bundle|css)$/i;

/** Each script with its map: the one it names, else `<script>.map`, which is how hidden maps are kept. */
export async function pairFiles(files: readonly FoundFile[]): Promise<PairedScript[]> {
  const byName = new Map(files.map((file) => [file.name, file]));
  const scripts = files.filter(({ name }) => SCRIPT.test(name));
  return inParallel(scripts, UPLOAD_LIMITS.readsMax, async (script) => {
    if (script.size > UPLOAD_LIMITS.fileBytesMax)
      return { script, debugId: null, map: { kind: 'too_large' } } as const;
    const { debugId, sourceMapUrl } = scriptReferences(await readFile(script.path));
    return { script, debugId, map: mapOf(script, sourceMapUrl, byName) };
  });
}

function mapOf(
  script: FoundFile,
  reference: string | null,
  byName: ReadonlyMap<string, FoundFile>,
): MapOfScript {
  const beside = byName.get(`${script.name}.map`);
  if (reference === null) return beside === undefined ? { kind: 'none' } : { kind: 'file', file: beside };
  if (inlineSourceMap(reference) !== null) return { kind: 'inline' };
  const named = byName.get(
    (sourceMapUrlOf(`~/${script.name}`, decoded(reference)) ?? '').replace(/^~\//, ''),
  );
  const file = named ?? beside;
  if (file !== undefined) return { kind: 'file', file };
  const isElsewhere = /^(?:[a-z][\w+.-]*:)?\/\//i.test(reference);
  return { kind: isElsewhere ? 'elsewhere' : 'missing', reference };
}

/** References are URLs: a space is `%20`, and what comes behind `?` is no part of the name. */
function decoded(reference: string): string {
  const path = reference.split(/[?#]/, 1)[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
