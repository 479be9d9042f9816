import { z } from 'zod';
import type { ArtifactKind } from '@bugsage/backends';
import { ARTIFACT_LIMITS } from './limits.ts';

// Written out: the thread that reads uploads must not load the drivers of every store.
const KINDS: readonly ArtifactKind[] = ['minified_source', 'source_map', 'source', 'other'];

const manifestSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      url: z.string().optional(),
      type: z.string().optional(),
      headers: z.record(z.string(), z.string()).optional(),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
  ),
});

/** A file as the upload describes it. */
export type DescribedFile = {
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly debugId: string | null;
  /** What the server of the file would say in `SourceMap`. */
  readonly mapReference: string | null;
  /** SHA-256 of contents that are not in the archive, because the project has them from an upload before. */
  readonly knownHash: string | null;
};

/** `manifest.json` of an artifact bundle (protocol.md 1.17), by the path of the file in the archive. */
export function readManifest(text: string): ReadonlyMap<string, DescribedFile> {
  const { files } = manifestSchema.parse(JSON.parse(text));
  return new Map(
    Object.entries(files).map(([path, file]) => [
      path,
      describeFile({
        name: file.url ?? path,
        type: file.type,
        headers: file.headers ?? {},
        knownHash: file.sha256 ?? null,
      }),
    ]),
  );
}

export function describeFile(file: {
  name: string;
  type: string | undefined;
  headers: Readonly<Record<string, string>>;
  knownHash?: string | null;
}): DescribedFile {
  const headers = new Map(Object.entries(file.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const kind = KINDS.find((known) => known === file.type) ?? kindOfName(file.name);
  const reference = headers.get('sourcemap') ?? headers.get('x-sourcemap') ?? null;
  return {
    name: file.name.slice(0, ARTIFACT_LIMITS.nameLengthMax),
    kind,
    debugId: canonicalDebugId(headers.get('debug-id')),
    mapReference: reference === null ? null : reference.slice(0, ARTIFACT_LIMITS.nameLengthMax),
    knownHash: file.knownHash ?? null,
  };
}

function kindOfName(name: string): ArtifactKind {
  if (/\.(map|json)$/i.test(name)) return name.toLowerCase().endsWith('.map') ? 'source_map' : 'other';
  return /\.([cm]?js|jsbundle|bundle|css)$/i.test(name) ? 'minified_source' : 'other';
}

/** Lower case with dashes, as SDKs send it; null for what is no UUID. */
export function canonicalDebugId(value: string | undefined): string | null {
  const digits = (value ?? '').replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(digits)) return null;
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
