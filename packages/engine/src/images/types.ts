import type { ImageReference } from './reference';

/** End of life of one of the products in a base image, as ISO dates. @public */
export interface Support {
  product: string;
  release: string;
  /** End of active (bug-fix) support. */
  activeUntil?: string;
  /** End of security support by the upstream project. */
  securityUntil?: string;
  /** End of extended support, where it counts: Debian LTS, and what the policy says is paid for. */
  extendedUntil?: string;
  /** For a release that the data does not list: it ended before that day. */
  endedBefore?: string;
  status: 'active' | 'security' | 'extended' | 'ended' | 'unknown';
}

/** An own image: `like` names a public image whose facts hold for it; single facts override. @public */
export interface OwnImage {
  like?: string;
  user?: string;
  supportedUntil?: string;
}

/** What kind of image it is; decides how much of it a running service needs. @public */
export type ImageFamily =
  | 'scratch'
  | 'distroless'
  | 'hardened'
  | 'chiselled'
  | 'alpine'
  | 'slim'
  | 'minimal-os'
  | 'ubi'
  | 'os'
  | 'full'
  | 'framework'
  | 'builder'
  | 'binary-carrier'
  | 'server'
  | 'product'
  | 'unknown';

/** @public */
export type PackageManager =
  | 'apt'
  | 'apk'
  | 'dnf'
  | 'microdnf'
  | 'yum'
  | 'tdnf'
  | 'zypper';

/** The interpreter that an image brings along. @public */
export interface Interpreter {
  language: 'python' | 'node' | 'java' | 'go' | 'ruby' | 'php';
  /** `X.Y` for Python and Go, the major for Node and Java; undefined when the tag leaves it open. */
  version: string | undefined;
  /** Absolute path that links are made to, e.g. `/usr/local/bin/python3`; undefined when not known. */
  path: string | undefined;
}

/** Everything the engine knows of one base image. `undefined` always means not known. @public */
export interface ImageFacts {
  reference: ImageReference;
  /** Id of the entry that recognised it; undefined for an image nobody described. */
  entry: string | undefined;
  family: ImageFamily;
  os: string | undefined;
  osRelease: string | undefined;
  codename: string | undefined;
  libc: 'glibc' | 'musl' | 'none' | undefined;
  /** e.g. `2.41`. */
  libcVersion: string | undefined;
  interpreter: Interpreter | undefined;
  /** `null`: has none. */
  packageManager: PackageManager | null | undefined;
  /** Has `/bin/sh`. */
  shell: boolean | undefined;
  /** User that runs when no USER says otherwise: a name, a number or `root`. */
  user: string | undefined;
  /** Directory that the stage starts in. */
  workdir: string | undefined;
  /** Has compilers and headers. */
  toolchain: boolean | undefined;
  environment: ReadonlyMap<string, string> | undefined;
  entrypoint: readonly string[] | undefined;
  command: readonly string[] | undefined;
  support: Support[];
  /** First day without security support of one of its products (ISO). */
  endOfLife: string | undefined;
  /** The tag has not been rebuilt since that day (ISO). */
  frozenSince: string | undefined;
  /** Somebody still rebuilds it, as far as the day's data tells; undefined when that is not known. */
  maintained: true | undefined;
  /** What to build on instead of an image that ended, e.g. `eclipse-temurin:21-jre`. */
  successor: string | undefined;
  /** Parts that the tag leaves open and that move under the user. */
  floats: { version: boolean; release: boolean };
  size: { bytes: number; asOf: string } | undefined;
}

/**
 * Whether the engine knows what an image holds. Of a `product` (a database, a server) it knows only who it is and how long it is
 * supported.
 */
export function areContentsKnown(
  facts: ImageFacts | undefined,
): facts is ImageFacts {
  return (
    facts !== undefined &&
    facts.family !== 'unknown' &&
    facts.family !== 'product'
  );
}

/** What an entry of the table says; the rest is derived. */
export interface FamilyFacts {
  family: ImageFamily;
  os?: string;
  osRelease?: string;
  libc?: ImageFacts['libc'];
  interpreter?: Interpreter;
  packageManager?: PackageManager | null;
  shell?: boolean;
  user?: string;
  /** Left out: `/` where images of the family leave it alone, else not known. */
  workdir?: string;
  toolchain?: boolean;
  environment?: Readonly<Record<string, string>>;
  entrypoint?: readonly string[];
  command?: readonly string[];
  /** endoflife.date products and releases. */
  products?: readonly (readonly [product: string, release: string])[];
  endOfLife?: string;
  frozenSince?: string;
  /** The tag is on the list of those that are rebuilt. */
  maintained?: true;
  successor?: string;
  floats?: { version: boolean; release: boolean };
}

/** One entry of the table of known images. */
export interface KnownImage {
  id: string;
  /** Normalised names, `registry/path`. */
  name: string | RegExp;
  describe(reference: ImageReference, today: string): FamilyFacts | undefined;
}
