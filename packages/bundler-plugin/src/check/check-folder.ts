import { readFile } from 'node:fs/promises';
import { compileSourceMap } from '@bugsage/stacktrace/source-map';
import { findFiles } from '../files/find-files.ts';
import { pairFiles, type PairedScript } from '../files/pair-files.ts';

/** What keeps frames of a script from being resolved, and what to do. */
export type Finding = {
  /** `error`: its frames stay minified. `warning`: they resolve, with less than could be. */
  readonly level: 'error' | 'warning';
  readonly what: string;
  readonly next: string;
};

export type CheckedScript = {
  readonly name: string;
  readonly debugId: string | null;
  readonly findings: readonly Finding[];
};

/** Reads every script and map of a folder as the server would. One at a time: a large map takes a gigabyte. */
export async function checkFolder(folder: string, ignore: readonly string[]): Promise<CheckedScript[]> {
  const scripts = await pairFiles(await findFiles(folder, ignore));
  const checked: CheckedScript[] = [];
  for (const paired of scripts) {
    // Style sheets throw nothing.
    if (/\.css$/i.test(paired.script.name)) continue;
    const { script, debugId } = paired;
    checked.push({ name: script.name, debugId, findings: await findingsOf(paired) });
  }
  return checked;
}

async function findingsOf(paired: PairedScript): Promise<Finding[]> {
  const { map } = paired;
  if (map.kind === 'none')
    return [
      error(
        'It names no map, and none lies beside it.',
        'Switch source maps on in your bundler (`sourcemap: true`, `devtool: "source-map"`; hidden ones are fine).',
      ),
    ];
  if (map.kind === 'missing')
    return [
      error(
        `It names ${map.reference}, which is not in the folder.`,
        'Check before maps are deleted, or keep them until they are uploaded.',
      ),
    ];
  if (map.kind === 'elsewhere')
    return [
      error(
        `Its map lies on another host (${map.reference}).`,
        'BugSage never fetches maps. Put the map beside the script before uploading.',
      ),
    ];
  if (map.kind === 'too_large')
    return [error('It is longer than 128 MiB.', 'Split the bundle, or leave the file out with --ignore.')];
  if (map.kind === 'inline')
    return [
      warning(
        'Its map is inside the script, for all visitors to see.',
        'Build with maps in their own files; they get debug ids then.',
      ),
    ];
  return [...readFindings(await readFile(map.file.path)), ...(await idFindings(paired, map.file.path))];
}

function readFindings(json: Buffer): Finding[] {
  const compiled = compileSourceMap(json);
  if (!compiled.ok)
    return [
      error(
        `Its map cannot be read: ${compiled.error.why}`,
        'Look at what writes the map last: a plugin that changes scripts must update it.',
      ),
    ];
  const { sources = [], sourcesContent = [] } = fieldsOf(json);
  const missing = sources.filter((_, index) => typeof sourcesContent[index] !== 'string').length;
  if (sources.length > 0 && missing === sources.length)
    return [
      warning(
        'Its map holds no original code: frames get names and places, and no lines around.',
        'Let the bundler write `sourcesContent`.',
      ),
    ];
  return [];
}

async function idFindings({ debugId }: PairedScript, mapPath: string): Promise<Finding[]> {
  if (debugId === null)
    return [
      warning(
        'It has no debug id: frames resolve only when release and address fit.',
        'Upload with `bugsage sourcemaps upload`, which injects ids, then deploy these very files.',
      ),
    ];
  const fields = fieldsOf(await readFile(mapPath));
  const own = fields.debugId ?? fields.debug_id ?? null;
  if (own === debugId) return [];
  return [
    error(
      `It has the debug id ${debugId}, and its map ${own ?? 'none'}.`,
      'Build again from a clean folder: script and map are of different builds.',
    ),
  ];
}

type MapFields = {
  readonly sources?: readonly unknown[];
  readonly sourcesContent?: readonly unknown[];
  readonly debugId?: string;
  readonly debug_id?: string;
};

function fieldsOf(json: Buffer): MapFields {
  try {
    const text = json.toString('utf8');
    const value: unknown = JSON.parse(text.startsWith(")]}'") ? text.slice(text.indexOf('\n') + 1) : text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function error(what: string, next: string): Finding {
  return { level: 'error', what, next };
}

function warning(what: string, next: string): Finding {
  return { level: 'warning', what, next };
}
