import { artifactUrlCandidates } from '@bugsage/stacktrace/scripts';
import { ask, type Connection } from '../upload/connection.ts';
import { debugIdOfFile } from './check-event.ts';
import type { CheckedEvent, Frame } from './find-event.ts';

type Words = { readonly what: string; readonly next: string };
type Question = { readonly event: CheckedEvent; readonly frame: Frame; readonly file: string };
type Uploaded = { readonly name: string; readonly release: string; readonly debug_id: string | null };

const SAME_BUILD =
  'Upload the very files that are deployed: another build has other ids and other positions.';

/** Why a frame is as it is, in words, with what was uploaded beside it. */
export async function diagnose(connection: Connection, question: Question): Promise<Words> {
  const { mapping } = question.frame;
  if (mapping?.kind === 'mapped')
    return {
      what: `Resolved through ${mapping.map}, found by ${mapping.by === 'debug_id' ? 'debug id' : 'release and address'}.`,
      next: '',
    };
  if (mapping === undefined) return { what: 'Needs no source map.', next: '' };
  const { detail } = mapping;
  switch (mapping.reason) {
    case 'no_artifact':
      return explainMissing(connection, question);
    case 'wrong_release':
      return {
        what: `The file was uploaded for other releases only. ${detail}`,
        next: `The event says release ${question.event.release ?? 'none'}. Upload with --release ${question.event.release ?? '<release>'}, or let \`release\` of the SDK and of the upload come from one place.`,
      };
    case 'no_map':
      return {
        what: `The script was uploaded, its map was not. ${detail}`,
        next: 'Check the folder (`bugsage sourcemaps check <folder>`) and upload it again with the maps in it.',
      };
    case 'map_invalid':
      return {
        what: `The map was uploaded and cannot be read. ${detail}`,
        next: 'Run `bugsage sourcemaps check <folder>`; mend what writes the map, then upload again.',
      };
    case 'no_mapping':
      return {
        what: `The map says nothing about this place. ${detail}`,
        next: `Usually the map is of another build than the script. ${SAME_BUILD}`,
      };
    case 'no_position':
      return {
        what: 'The SDK sent no line for this frame.',
        next: 'Nothing to do: the runtime did not tell it.',
      };
    case 'timed_out':
      return {
        what: `Reading the map took longer than five seconds. ${detail}`,
        next: 'It is tried again after ten minutes. If it stays so, split the bundle.',
      };
    default:
      return { what: `${mapping.reason}. ${detail}`.trim(), next: '' };
  }
}

async function explainMissing(connection: Connection, { event, file }: Question): Promise<Words> {
  const debugId = debugIdOfFile(event, file);
  const uploaded = await filesLike(connection, event.project_id, file);
  const upload = 'Upload the build: bugsage sourcemaps upload <folder>';
  if (debugId !== null) {
    const other = uploaded.find((row) => row.debug_id !== null);
    const seen =
      other === undefined ? '' : ` A file of that name was uploaded with debug id ${other.debug_id ?? ''}.`;
    return { what: `No upload has the debug id ${debugId}.${seen}`, next: `${upload}. ${SAME_BUILD}` };
  }
  if (event.release === null)
    return {
      what: 'The event has neither a debug id for the file nor a release, so nothing can be found for it.',
      next: `${upload} (which injects debug ids) before you deploy, or set \`release\` in the SDK and upload with --release.`,
    };
  const near = uploaded.find(({ release }) => release === event.release);
  if (near !== undefined) {
    const prefix = prefixFor(file, near.name);
    const hint = prefix === null ? '' : ` Upload again with --url-prefix '${prefix}'.`;
    return {
      what: `Release ${event.release} has ${near.name}; the frame asks for ${artifactUrlCandidates(file).at(-1) ?? file}.`,
      next: `Addresses have to agree.${hint}`,
    };
  }
  return {
    what: `Release ${event.release} has no upload of this file.`,
    next: `${upload} --release '${event.release}'. Events that are there already are resolved then.`,
  };
}

/** Uploads that have a file of the same last name. Without the right to look, there is nothing to compare with. */
async function filesLike(connection: Connection, projectId: number, file: string): Promise<Uploaded[]> {
  const name = (file.split(/[?#]/, 1)[0] ?? '').split(/[/\\]/).at(-1) ?? '';
  if (name === '') return [];
  const query = new URLSearchParams({ search: `/${name}`, limit: '100' });
  const path = `/api/v1/projects/${projectId}/artifacts/files?${query}`;
  const { files } = await ask<{ files: Uploaded[] }>(connection, { path });
  return files.filter((row) => row.name.endsWith(`/${name}`));
}

/** What has to stand before the uploaded names so that they meet the address of the frame; null when that is unclear. */
function prefixFor(file: string, uploaded: string): string | null {
  const wanted = artifactUrlCandidates(file).at(-1);
  if (wanted === undefined) return null;
  const path = uploaded.replace(/^~\//, '').split('/');
  // The folder that was uploaded began somewhere in this path; its longest end that the frame shares is below it.
  for (let from = 0; from < path.length; from += 1) {
    const end = `/${path.slice(from).join('/')}`;
    if (wanted.endsWith(end)) return wanted.slice(0, -end.length) || '~';
  }
  return null;
}
