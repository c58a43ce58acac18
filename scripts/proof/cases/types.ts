/** One Dockerfile with its build context and what really becomes of it. */
export interface ProofCase {
  name: string;
  dockerfile: string;
  /** The build context besides the Dockerfile: path and text. */
  files?: Readonly<Record<string, string>>;
  /** Writes uv.lock into the context before the build. */
  uvLock?: boolean;
  /** Port of a service; a case without one runs a command that ends. */
  port?: number;
  /**
   * What happens on a machine. `says` has to stand in the output of what fails, so
   * that a build or start that fails for another reason never passes for agreement.
   */
  reality:
    | { builds: false; says: RegExp }
    | { builds: true; starts: true }
    | { builds: true; starts: false; says: RegExp };
  /** Rules that the engine must find broken. */
  rules?: readonly string[];
  /**
   * Why the engine is known to be silent about this failure. It excuses a finding that is
   * missing, never one that is wrong.
   */
  gap?: string;
  /** Rules that must pass. */
  passes?: readonly string[];
  /** Builds with one layer for each instruction; paths that one of them has, and that none has. */
  layers?: { hidden?: readonly string[]; absent?: readonly string[] };
}

/** What happens to a container that starts. */
export const STARTS = { builds: true, starts: true } as const;

/** What happens to a container that ends with an error. */
export function fails(says: RegExp) {
  return { builds: true, starts: false, says } as const;
}

/** What happens to a build that stops. */
export function stops(says: RegExp) {
  return { builds: false, says } as const;
}
