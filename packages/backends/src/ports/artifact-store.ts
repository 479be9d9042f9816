/** What a file of an upload is; other kinds are kept, and never read. */
export type ArtifactKind = 'minified_source' | 'source_map' | 'source' | 'other';

/** Why a file of an upload is of no use for symbolication. */
export type ArtifactProblem = { readonly code: string; readonly why: string };

/** A file of an upload, before it is stored. */
export type NewArtifactFile = {
  /** URL of the file as the browser sees it, `~` for any scheme and host. */
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly debugId: string | null;
  readonly size: number;
  readonly hash: string | null;
  readonly mapName: string | null;
  readonly compiledHash: string | null;
  readonly problem: ArtifactProblem | null;
};

export type ArtifactBundle = {
  readonly id: string;
  readonly project_id: number;
  readonly checksum: string;
  readonly release: string;
  readonly dist: string;
  readonly state: 'assembling' | 'ok' | 'error';
  /** Why it failed; empty otherwise. */
  readonly detail: string;
  readonly size: number;
  readonly file_count: number;
  readonly uploaded_by: string;
  /** RFC 3339. */
  readonly created_at: string;
  readonly used_at: string;
};

export type ArtifactFile = {
  readonly id: number;
  readonly bundle_id: string;
  readonly name: string;
  readonly kind: ArtifactKind;
  readonly debug_id: string | null;
  readonly size: number;
  readonly map_name: string | null;
  /** Decoded, so that events can be resolved with it. */
  readonly usable: boolean;
  readonly problem: ArtifactProblem | null;
};

/** A file with the upload it came with. */
export type FoundArtifactFile = ArtifactFile & {
  readonly release: string;
  readonly dist: string;
  /** RFC 3339. */
  readonly uploaded_at: string;
};

type BundleKey = {
  readonly projectId: number;
  readonly checksum: string;
  readonly release: string;
  readonly dist: string;
};

export type FileQuery = {
  readonly projectId: number;
  /** SHA-1 of the upload a file came with. */
  readonly checksum: string | null;
  readonly release: string | null;
  readonly debugId: string | null;
  /** A part of the name, in any case. */
  readonly search: string | null;
  /** `usable` are decoded maps and scripts with one inside; `problem` those with a reason why not. */
  readonly state: 'usable' | 'problem' | null;
  readonly skip: number;
  readonly limit: number;
};

export type BundleQuery = {
  readonly projectId: number;
  readonly release: string | null;
  readonly state: ArtifactBundle['state'] | null;
  readonly skip: number;
  readonly limit: number;
};

export type KnownQuery = {
  readonly projectIds: readonly number[];
  readonly release: string;
  readonly dist: string;
  readonly files: readonly {
    readonly name: string;
    readonly hash: string;
    readonly debugId: string | null;
  }[];
};

/** Contents a project has under the same name, without a problem; `isHere` when in the release asked for. */
export type KnownFile = { readonly file: NewArtifactFile; readonly isHere: boolean };

/** Uploads of source maps: parts, bundles, and what is in them. Contents are kept once, by their SHA-256. */
export type ArtifactStore = {
  /** Of these parts, those the organization has not uploaded. */
  missingChunks(organizationId: number, checksums: readonly string[]): Promise<string[]>;
  saveChunk(organizationId: number, checksum: string, bytes: Uint8Array): Promise<void>;
  readChunk(organizationId: number, checksum: string): Promise<Uint8Array | null>;
  /** Forgets parts that were put together. */
  dropChunks(organizationId: number, checksums: readonly string[]): Promise<void>;
  findBundle(key: BundleKey): Promise<ArtifactBundle | null>;
  getBundle(projectId: number, bundleId: string): Promise<ArtifactBundle | null>;
  debugIdsOf(bundleId: string): Promise<string[]>;
  /** Starts an upload, again when it failed or was left behind. Answers its id. */
  openBundle(bundle: BundleKey & { size: number; uploadedBy: string }): Promise<string>;
  /** Stores the files, and tells those who wait for maps (`artifacts.uploaded`), in one transaction. */
  finishBundle(bundleId: string, files: readonly NewArtifactFile[]): Promise<void>;
  failBundle(bundleId: string, detail: string): Promise<void>;
  /** Keeps bytes; answers their hash. */
  saveBlob(bytes: Uint8Array): Promise<string>;
  readBlob(hash: string): Promise<Uint8Array | null>;
  listBundles(query: BundleQuery): Promise<{ bundles: ArtifactBundle[]; total: number }>;
  listFiles(projectId: number, bundleId: string, limit: number): Promise<ArtifactFile[]>;
  /** Files of all uploads, the newest first, with the release each was uploaded for. */
  searchFiles(query: FileQuery): Promise<{ files: FoundArtifactFile[]; total: number }>;
  /** One answer for each file, in order; null for what is not known. */
  knownFiles(query: KnownQuery): Promise<(KnownFile | null)[]>;
  /** False when the project has no such bundle. */
  deleteBundle(projectId: number, bundleId: string): Promise<boolean>;
  /** Deletes the uploads of a release; answers how many there were. */
  deleteRelease(projectId: number, release: string): Promise<number>;
  /** Removes uploads not used for so long, the least used ones above the bytes, and contents nobody refers to. */
  prune(limits: {
    unusedDaysMax: number;
    projectBytesMax: number;
  }): Promise<{ bundles: number; blobs: number }>;
};

/** Which map a frame needs: by the debug id of its script, else by names of the script in a release. */
export type MapLookup = {
  readonly projectId: number;
  readonly debugId: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  /** In the order to try. */
  readonly names: readonly string[];
};

/** What is there for a lookup. `hash` is null when the map was uploaded and cannot be used. */
export type FoundMap = {
  readonly bundleId: string;
  /** Name of the map, or of the script that holds it. */
  readonly name: string;
  readonly by: 'debug_id' | 'url';
  readonly compiledHash: string | null;
  readonly mapHash: string | null;
  readonly problem: ArtifactProblem | null;
};

export type MapSearch =
  | { readonly kind: 'found'; readonly map: FoundMap }
  /** The project has the script, in other releases only. */
  | { readonly kind: 'other_release'; readonly releases: readonly string[] }
  /** The script is there, the map it names is not. */
  | { readonly kind: 'no_map'; readonly script: string }
  | { readonly kind: 'nothing' };

/** The reading half, for the symbolicate stage. */
export type ArtifactReader = {
  /** One answer for each lookup, in order. */
  findMaps(lookups: readonly MapLookup[]): Promise<MapSearch[]>;
  readBlob(hash: string): Promise<Uint8Array | null>;
  /** These bundles were of use; keeps them from being pruned. */
  markUsed(bundleIds: readonly string[]): Promise<void>;
  /** Projects that have uploads at all. */
  projectsWithMaps(): Promise<number[]>;
};
