import { readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type LoadOptions = {
  /** Changed texts by path from the root. */
  readonly texts: Readonly<Record<string, string>>;
};

const ROOT = pathToFileURL('/repo/').href;
const STAND_IN = 'bugsage-missing:';

let run = 0;
let texts: Readonly<Record<string, string>> = {};

/** The URL under which a module of the repository is loaded anew in this run. */
export function moduleUrl(path: string): string {
  return `${ROOT}${path.split('/').map(encodeURIComponent).join('/')}?run=${run}`;
}

/** Starts a run: every module of the repository will be loaded again, so that no run sees the state of another. */
export function startRun(options: LoadOptions): void {
  run += 1;
  texts = options.texts;
  const { cache } = createRequire(import.meta.url);
  for (const path of Object.keys(cache)) {
    if (path.startsWith(fileURLToPath(ROOT)) && !path.includes('/node_modules/'))
      Reflect.deleteProperty(cache, path);
  }
}

/** Reads a stack as if modules had been loaded plainly. */
export function withoutRunMarks(text: string): string {
  return text.replaceAll(/\?run=\d+/g, '');
}

export function installHooks(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier.startsWith(STAND_IN)) return { url: specifier, format: 'module', shortCircuit: true };
      try {
        const resolved = nextResolve(specifier, context);
        if (!isRepositoryModule(resolved.url)) return resolved;
        return { ...resolved, url: `${resolved.url.split('?', 1)[0] ?? ''}?run=${run}` };
      } catch (error) {
        const missing = missingPackage(specifier, error);
        if (missing === null || context.conditions.includes('require')) throw error;
        const names = importedNames(specifier, context.parentURL);
        return { url: `${missing}?${names.join('&')}`, format: 'module', shortCircuit: true };
      }
    },
    load(url, context, nextLoad) {
      if (url.startsWith(STAND_IN))
        return { format: 'module', source: standInModule(url), shortCircuit: true };
      const path = url.startsWith(ROOT)
        ? decodeURIComponent(url.slice(ROOT.length).split('?', 1)[0] ?? '')
        : '';
      const text = texts[path];
      const loaded = nextLoad(url, context);
      return text === undefined ? loaded : { ...loaded, source: text };
    },
  });
}

function isRepositoryModule(url: string): boolean {
  return url.startsWith(ROOT) && !url.includes('/node_modules/') && !url.startsWith(`${ROOT}.bugsage-`);
}

/** Packages are often not installed where a fix is tried; the failing path rarely needs them to work. */
function missingPackage(specifier: string, error: unknown): string | null {
  const missing = (error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND';
  const bare = !specifier.startsWith('.') && !specifier.startsWith('/') && !specifier.includes(':');
  return missing && bare ? STAND_IN + encodeURIComponent(specifier) : null;
}

/** The names the importing file wants, as far as its text shows them. */
function importedNames(specifier: string, parentUrl: string | undefined): string[] {
  if (parentUrl === undefined) return [];
  const text = readFileSync(fileURLToPath(parentUrl.split('?', 1)[0] ?? ''), 'utf8');
  const names = new Set<string>();
  for (const [, list, from] of text.matchAll(
    /import\s+(?:[\w$]+\s*,\s*)?\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g,
  )) {
    if (from !== specifier) continue;
    for (const part of (list ?? '').split(',')) {
      const name = /^\s*(?!type\s)([\w$]+)/.exec(part)?.[1];
      if (name !== undefined) names.add(name);
    }
  }
  return [...names];
}

function standInModule(url: string): string {
  const names = (url.split('?')[1] ?? '').split('&').filter((name) => name !== '' && name !== 'default');
  return [
    'const missing = globalThis.bugsageMissing;',
    ...names.map((name) => `export const ${name} = missing(${JSON.stringify(name)});`),
    'export default missing("default");',
  ].join('\n');
}
