// Preloaded by every process of ours (`node-flags.ts`): TypeScript without its types, kept in .toolchain/stripped. Node strips
// types with a WebAssembly program, which takes 25 MB for as long as a process lives and a third of its CPU at the start; it is
// asked only for files that changed. It leaves lines and columns as they are, so stacks still point into the sources.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('.toolchain/stripped', ROOT));

registerHooks({
  load(url, context, nextLoad) {
    const isOurs = url.startsWith(ROOT.href) && url.endsWith('.ts') && !url.includes('/node_modules/');
    if (!isOurs) return nextLoad(url, context);
    return {
      format: 'module',
      source: stripped(readFileSync(fileURLToPath(url), 'utf8'), url),
      shortCircuit: true,
    };
  },
});

/** One file for each source, with a first line that says of which text and by which Node it was made. */
function stripped(text, url) {
  const madeFrom = `//${hash(text)} ${process.version}\n`;
  const file = join(FOLDER, `${hash(url)}.js`);
  const kept = readOrEmpty(file);
  if (kept.startsWith(madeFrom)) return kept.slice(madeFrom.length);
  const javaScript = stripTypeScriptTypes(text);
  keep(file, madeFrom + javaScript);
  return javaScript;
}

function hash(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** An installation that may not be written to strips at every start. */
function keep(file, text) {
  try {
    mkdirSync(FOLDER, { recursive: true });
    const whole = `${file}.${process.pid}`;
    writeFileSync(whole, text);
    renameSync(whole, file);
  } catch {}
}
