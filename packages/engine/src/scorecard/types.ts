import type { Range } from '../syntax/types';

/** From worst to best; `none` means not even bronze. */
export type Level = 'none' | 'bronze' | 'silver' | 'gold';

/** How bad a finding is. `critical`: the image does not build or start, or it leaks a secret. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** The five parts of the score. */
export type Category =
  | 'build-separation'
  | 'base-image'
  | 'security'
  | 'efficiency'
  | 'operability';

export type CheckState =
  | 'pass'
  | 'fail'
  | 'not-applicable'
  | 'unknown'
  | 'waived';

/** One step on the way to a finding. */
export interface TraceStep {
  range: Range;
  note: string;
}

/** Replaces the text in `range`; an empty range inserts. */
export interface Edit {
  range: Range;
  text: string;
}

/** Edits that end a finding. `safety` tells whether behaviour may change beyond what the finding asks for. */
export interface Fix {
  title: string;
  safety: 'safe' | 'review';
  edits: Edit[];
}

/** One place where a check fails. */
export interface Finding {
  rule: string;
  severity: Severity;
  /** The line, the cause and the cure in one or two sentences. */
  message: string;
  range: Range;
  trace: TraceStep[];
  fixes: Fix[];
}

/** A rule applied to one Dockerfile. */
export interface Check {
  rule: string;
  state: CheckState;
  findings: Finding[];
  /** Why the state is unknown, not applicable or waived. */
  reason?: string;
}

/** End of life of one of the products in a base image, as ISO dates. */
export interface Support {
  product: string;
  release: string;
  /** End of active (bug-fix) support. */
  activeUntil?: string;
  /** End of security support by the upstream project. */
  securityUntil?: string;
  /** End of extended (LTS, ESM, paid) support. */
  extendedUntil?: string;
  status: 'active' | 'security' | 'extended' | 'ended' | 'unknown';
}

/** One image that a Dockerfile builds on or copies from. */
export interface BaseImage {
  /** As written, after variables. Undefined when it cannot be resolved. */
  reference?: string;
  /** Why the reference or what it holds is unknown. */
  unknown?: string;
  /** Normalised name without tag and digest, e.g. `docker.io/library/python`. */
  name?: string;
  tag?: string;
  digest?: string;
  /** `full`, `slim`, `alpine`, `distroless`, `hardened`, `chiselled`, `ubi`, `os`, `builder`, `scratch`, … */
  family?: string;
  os?: string;
  osRelease?: string;
  libc?: 'glibc' | 'musl' | 'none';
  /** Language interpreter in the image, e.g. `{ language: 'python', version: '3.13', path: '/usr/local/bin/python3' }`. */
  interpreter?: { language: string; version?: string; path?: string };
  support: Support[];
  /** Earliest date on which one of the products loses its security support. */
  endOfLife?: string;
  /** The tag is no longer rebuilt since this date. */
  frozenSince?: string;
  /** Compressed size in bytes for linux/amd64 and the date on which it was read. */
  size?: { bytes: number; asOf: string };
  /** `final`: what ships is built on it; `build`: an earlier stage is; `copy`: files are copied from it. */
  use: 'final' | 'build' | 'copy';
  /** Index of the stage that uses it. */
  stage: number;
  line: number;
}

/** A thing that stands in a stage: an installed environment, copied source, a binary, … */
export interface Artifact {
  path: string;
  kind:
    | 'packages'
    | 'environment'
    | 'source'
    | 'wheels'
    | 'binary'
    | 'toolchain'
    | 'files';
  /** What it is, in a few words, e.g. `flask, werkzeug … 7 packages`. */
  label: string;
  /** Line of the instruction that made it. */
  line: number;
  /** `ships`: in the image that ships; `left-behind`: stays in a build stage though the image needs it; `build-only`: rightly stays behind. */
  fate: 'ships' | 'left-behind' | 'build-only';
}

/** A movement of files into a stage. */
export interface Flow {
  from:
    | { kind: 'context' }
    | { kind: 'stage'; stage: number }
    | { kind: 'image'; reference: string };
  to: number;
  source: string;
  destination: string;
  line: number;
  /** `copied` into a layer, or only `mounted` while a RUN runs. */
  via: 'copied' | 'mounted';
}

export interface StageReport {
  index: number;
  name?: string;
  startLine: number;
  endLine: number;
  /** Index of the stage it is built FROM, if it is one. */
  fromStage?: number;
  baseImage?: BaseImage;
  isTarget: boolean;
  /** The target needs it. */
  reachable: boolean;
  /** The user that runs in it at its end; undefined when unknown. */
  user?: string;
  artifacts: Artifact[];
  /** How it starts, e.g. `flask run`; only for the target. */
  command?: string;
}

/** What the image weighs. Estimates, never verdicts. */
export interface SizeEstimate {
  /** Compressed size of the base image of the target stage. */
  base?: { bytes: number; basis: string };
  /** What known toolchains and packages add, installed size. */
  additions: { label: string; bytes: number; basis: string }[];
  /** What a smaller base or a real split would save. */
  savings: { label: string; bytes: number; basis: string }[];
}

/** What stands between the Dockerfile and the next level. */
export interface NextLevel {
  level: Level;
  /** Ids of the failing rules that gate it. */
  missing: string[];
}

export interface CategoryScore {
  category: Category;
  /** Points earned and points that could be earned (unknown and not applicable left out). */
  earned: number;
  applicable: number;
}

/** Something that keeps the Dockerfile from being judged in part or at all. */
export interface EvaluationProblem {
  code: string;
  severity: 'error' | 'warning' | 'info';
  message: string;
  range?: Range;
}

/** The verdict on one Dockerfile. The same input gives the same evaluation, byte for byte. */
export interface Evaluation {
  path: string;
  /** `dockerfile`, or `template` for a text that has to be rendered first. */
  kind: 'dockerfile' | 'template';
  contentHash: string;
  policyHash: string;
  checks: Check[];
  stages: StageReport[];
  flows: Flow[];
  baseImages: BaseImage[];
  level: Level;
  /** 0–100; null when nothing applies. */
  score: number | null;
  categories: CategoryScore[];
  nextLevel: NextLevel | null;
  size: SizeEstimate;
  problems: EvaluationProblem[];
}

/** What is known of the build context. Absent means unknown, `null` means known not to exist. */
export interface BuildContext {
  /** Paths relative to the context root, with forward slashes. */
  files?: readonly string[];
  dockerignore?: string | null;
  /** Text of manifests (requirements.txt, pyproject.toml, …) by path. */
  manifests?: Readonly<Record<string, string>>;
  /** Name or index of the stage that is shipped. */
  target?: string;
  /** Renovate or Dependabot is set up for the repository. */
  hasUpdateBot?: boolean;
}
