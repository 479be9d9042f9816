/** What the journal needs of a file system. Errors carry the `code` of the operating system (`ENOSPC`, `EIO`). */
export type FileSystem = {
  makeDirectory(path: string): Promise<void>;
  /** Names, in no order. */
  list(directory: string): Promise<string[]>;
  /** `create` makes an empty file, or empties the one that is there. */
  open(path: string, mode: 'create' | 'existing'): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Makes creations, renames and removals in the directory survive a power cut. */
  syncDirectory(path: string): Promise<void>;
};

export type OpenFile = {
  size(): Promise<number>;
  /** Fewer bytes only at the end of the file. */
  read(offset: number, bytes: number): Promise<Buffer>;
  /** Bytes written, which are fewer when the disk fills up: no error comes then. */
  write(bytes: Uint8Array, offset: number): Promise<number>;
  /**
   * The same, and what was written survives a power cut when this resolves. After an error other than a full disk
   * nobody knows which bytes do.
   */
  writeDurably(bytes: Uint8Array, offset: number): Promise<number>;
  /** Makes all writes so far survive a power cut. After a failure nobody knows which of them did. */
  datasync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
};
