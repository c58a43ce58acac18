/**
 * What a reader may take from one repository. Beyond it, reading fails with a reason.
 *
 * @public
 */
export interface RepositoryLimits {
  /** Files that the repository may have. */
  maxFiles: number;
  /** Size in bytes of a single file that is read; a larger one is listed in {@link RepositoryContent.oversized} instead. */
  maxFileSize: number;
  /** Size in bytes of all files that are read. */
  maxTotalSize: number;
  /** Size in bytes of what is downloaded for one reading. */
  maxDownloadSize: number;
  /** Size in bytes of a downloaded archive when it is unpacked. */
  maxUnpackedSize: number;
}

/**
 * @public
 */
export interface ReadRepositoryOptions {
  /** Root of the repository, as the catalog's location gave it: `https://github.com/org/repo/tree/main/`, `file:/repos/a`. */
  url: string;
  /** From {@link RepositoryContent.etag} of the last reading; when nothing changed since, the answer is `not-modified`. */
  etag?: string;
  /** Which files {@link RepositoryContent.read} will be asked for; the others are only listed. */
  isWanted(path: string): boolean;
  limits: RepositoryLimits;
  /** Fires when the time is up or the backend stops. */
  signal: AbortSignal;
}

/**
 * @public
 */
export interface RepositoryContent {
  kind: 'content';
  /** What people know the state by, e.g. a commit. */
  revision: string;
  etag: string;
  /** All files, relative to the root, with forward slashes. */
  files: string[];
  /** Wanted files that are too large to be read. */
  oversized: string[];
  /** Wanted files that cannot be read for another reason, which is shown to users. */
  unreadable?: { path: string; reason: string }[];
  /** Text of a wanted file; see {@link decodeText}. */
  read(path: string): Promise<string>;
}

/**
 * @public
 */
export type RepositoryReading = RepositoryContent | { kind: 'not-modified' };

/**
 * Fetches repositories of one kind.
 *
 * Throw any error to have the repository tried again later, with growing pauses; its message is shown to users. Throw a
 * {@link HostError} when the trouble is the host's, so that its other repositories wait too.
 *
 * @public
 */
export interface RepositoryReader {
  /** Shown in logs. */
  readonly name: string;
  canRead(url: string): boolean;
  read(options: ReadRepositoryOptions): Promise<RepositoryReading>;
}
