import type { Connection } from '../upload/connection.ts';
import { diagnose } from './diagnose.ts';
import { findEvent, type CheckedEvent, type Frame } from './find-event.ts';

export type CheckedFile = {
  /** As the client sent it. */
  readonly file: string;
  readonly frames: number;
  /** Why its frames are not resolved; null when they are. */
  readonly reason: string | null;
  readonly what: string;
  readonly next: string;
};

export type CheckedStack = {
  readonly event_id: string;
  readonly issue_id: string;
  readonly release: string | null;
  readonly mapped: number;
  readonly unmapped: number;
  readonly files: readonly CheckedFile[];
};

/** Why the frames of an event do or do not show original code, file by file. */
export async function checkEvent(connection: Connection, what: string): Promise<CheckedStack> {
  const { issueId, event } = await findEvent(connection, what);
  const frames = event.exceptions.flatMap((exception) => exception.frames);
  const files: CheckedFile[] = [];
  for (const [file, own] of byFile(frames)) {
    const reasons = new Map(own.map((frame) => [reasonOf(frame), frame]));
    for (const [reason, frame] of reasons) {
      const count = own.filter((other) => reasonOf(other) === reason).length;
      const words = await diagnose(connection, { event, frame, file });
      files.push({ file, frames: count, reason, ...words });
    }
  }
  const { event_id, release } = event;
  return {
    event_id,
    issue_id: issueId,
    release,
    mapped: frames.filter((frame) => frame.mapping?.kind === 'mapped').length,
    unmapped: frames.filter((frame) => frame.mapping?.kind === 'unmapped').length,
    files,
  };
}

function byFile(frames: readonly Frame[]): ReadonlyMap<string, Frame[]> {
  const files = new Map<string, Frame[]>();
  for (const frame of frames) {
    if (frame.mapping === undefined) continue;
    const place = frame.mapping.kind === 'mapped' ? frame.mapping.sent : frame;
    const file = place.abs_path ?? place.filename ?? '';
    files.set(file, [...(files.get(file) ?? []), frame]);
  }
  return files;
}

function reasonOf({ mapping }: Frame): string | null {
  return mapping?.kind === 'unmapped' ? mapping.reason : null;
}

/** The debug id the SDK sent for a file. */
export function debugIdOfFile(event: CheckedEvent, file: string): string | null {
  const image = event.debug_images?.find(
    (candidate) => candidate['type'] === 'sourcemap' && candidate['code_file'] === file,
  );
  const id = image?.['debug_id'];
  return typeof id === 'string' ? id.toLowerCase() : null;
}
