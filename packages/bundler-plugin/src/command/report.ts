import { stripVTControlCharacters } from 'node:util';
import type { CheckedStack } from '../check/check-event.ts';
import type { CheckedScript } from '../check/check-folder.ts';
import type { InjectedScript } from '../files/inject-folder.ts';
import { UPLOAD_LIMITS } from '../limits.ts';
import type { FolderUpload } from '../upload-folder.ts';

/** What `upload` and `inject` say at the end. */
export function uploadReport(upload: FolderUpload, { isDryRun }: { isDryRun: boolean }): string {
  const { scripts, files, uploaded } = upload;
  const without = scripts.filter(({ map }) => map.kind !== 'file' && map.kind !== 'inline');
  const lines = [
    `${count(scripts.length, 'script')}, ${scripts.length - without.length} with a map`,
    ...injectLines(upload.injected, isDryRun),
    ...some(
      without.map(
        ({ script, map }) =>
          `  no map: ${printable(script.name)}${'reference' in map ? ` (names ${printable(map.reference)})` : ''}`,
      ),
    ),
  ];
  if (files.length === 0)
    lines.push('Nothing to upload: no script has a map. Are source maps switched on in your bundler?');
  else if (isDryRun)
    lines.push(
      `Would upload ${count(files.length, 'file')}, ${size(files.reduce((sum, file) => sum + file.size, 0))}:`,
      ...some(files.map((file) => `  ${printable(file.url)}`)),
    );
  if (uploaded !== null) {
    const { project, sent, known, sentBytes, problems } = uploaded;
    lines.push(
      sent === 0 && sentBytes === 0
        ? `Nothing to send: ${printable(project.name)} has all ${count(known, 'file')}.`
        : `Uploaded ${count(sent, 'file')}, ${size(sentBytes)}, to ${printable(project.name)}; ${known} were there.`,
      ...some(problems.map(({ name, why }) => `  cannot be used: ${printable(name)}: ${printable(why)}`)),
    );
  }
  return lines.join('\n');
}

function injectLines(injected: readonly InjectedScript[], isDryRun: boolean): string[] {
  if (injected.length === 0) return [];
  const changed = injected.filter(({ state }) => state === 'changed').length;
  const verb = isDryRun ? 'would get one' : 'got one';
  return [`Debug ids: ${changed} ${verb}, ${injected.length - changed} had one`];
}

export function folderReport(scripts: readonly CheckedScript[]): string {
  if (scripts.length === 0)
    return 'There are no scripts in this folder. Name the folder your build writes to.';
  const lines = scripts.flatMap(({ name, debugId, findings }) => {
    const isBad = findings.some(({ level }) => level === 'error');
    const mark = isBad ? '✗' : findings.length > 0 ? '!' : '✓';
    return [
      `${mark} ${printable(name)}${debugId === null ? '' : `  ${debugId}`}`,
      ...findings.flatMap(({ what, next }) => [`    ${printable(what)}`, `    → ${printable(next)}`]),
    ];
  });
  const bad = scripts.filter(({ findings }) => findings.some(({ level }) => level === 'error')).length;
  const verdict =
    bad === 0
      ? `All ${count(scripts.length, 'script')} can be resolved once uploaded.`
      : `${bad} of ${count(scripts.length, 'script')} cannot be resolved.`;
  return [...some(lines), verdict].join('\n');
}

export function stackReport(stack: CheckedStack): string {
  const head = `Event ${stack.event_id}, release ${stack.release === null ? 'none' : printable(stack.release)}`;
  if (stack.files.length === 0)
    return `${head}\nNone of its frames needs a source map: they are of no browser, bundle or Node script.`;
  const lines = stack.files.flatMap(({ file, frames, reason, what, next }) => [
    `${reason === null ? '✓' : '✗'} ${printable(file)}  (${count(frames, 'frame')})`,
    `    ${printable(what)}`,
    ...(next === '' ? [] : [`    → ${printable(next)}`]),
  ]);
  return [head, ...some(lines), `${stack.mapped} resolved, ${stack.unmapped} not.`].join('\n');
}

function some(lines: readonly string[]): string[] {
  const rest = lines.length - UPLOAD_LIMITS.reportLinesMax;
  return rest <= 0
    ? [...lines]
    : [...lines.slice(0, UPLOAD_LIMITS.reportLinesMax), `  … and ${rest} more lines; --json shows all`];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Names come from events and builds: nothing in them may steer the terminal. */
function printable(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ');
}
