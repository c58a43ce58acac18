import type { RuleSetting } from '../policy';
import type { Support } from '../images/types';
import type { DockerfilePurpose } from './purpose';
import type {
  Category,
  Check,
  EarnedLevel,
  EvaluationProblem,
  Level,
  Question,
  Range,
} from '../verdict';

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
  /** `ships`: in the final image; `left-behind`: stays in a build stage though the image needs it; `build-only`: rightly stays behind. */
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
  level: EarnedLevel;
  /** Ids of the failing rules that gate it. */
  missing: string[];
  /** What is not known, though the level rests on it. */
  open: OpenQuestion[];
}

/** A question without an answer that keeps a level from being granted. @public */
export interface OpenQuestion {
  question: Question;
  /** The rule that asks it. */
  rule: string;
  /** Why there is no answer. */
  reason: string;
}

export interface CategoryScore {
  category: Category;
  /** Points earned and points that could be earned: what is unknown takes its share out of both. */
  earned: number;
  applicable: number;
}

interface EvaluationHead {
  path: string;
  /** Told by its path: images for development and CI do not decide the level of a service. */
  purpose: DockerfilePurpose;
  contentHash: string;
  policyHash: string;
  problems: EvaluationProblem[];
}

/** The verdict on a Dockerfile. @public */
export interface JudgedEvaluation extends EvaluationHead {
  kind: 'judged';
  checks: Check[];
  stages: StageReport[];
  flows: Flow[];
  baseImages: BaseImage[];
  level: Level;
  /** 0–100; null when nothing applies. */
  score: number | null;
  /** Share of the applicable weight that was decided, 0–1; null when nothing applies. */
  certainty: number | null;
  categories: CategoryScore[];
  nextLevel: NextLevel | null;
  size: SizeEstimate;
  /** The file in which the repository sets rules for itself, and those that differ from the policy. */
  settings?: { path: string; rules: Readonly<Record<string, RuleSetting>> };
}

/** Why a file has no verdict. @public */
export type NotJudgedReason =
  /** It has to be rendered first. */
  | 'template'
  /** It holds markers of an unresolved merge. */
  | 'merge-conflict'
  /** It is not text in UTF-8. */
  | 'not-text'
  | 'too-large';

/** A file that cannot be judged: it has neither level nor score. @public */
export interface UnjudgedEvaluation extends EvaluationHead {
  kind: 'not-judged';
  reason: NotJudgedReason;
  /** The reason in a sentence. */
  message: string;
  /** Where the reason is seen. */
  range?: Range;
}

/** What is said of one file. The same input gives the same evaluation, byte for byte. @public */
export type Evaluation = JudgedEvaluation | UnjudgedEvaluation;
