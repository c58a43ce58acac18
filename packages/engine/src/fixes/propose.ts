import { applySettings, defaultPolicy } from '../policy';
import type { Build } from '../questions/build';
import { evaluateDockerfile, readBuild } from '../scorecard/evaluate';
import { findingsOf } from '../scorecard/findings';
import type { JudgedEvaluation } from '../scorecard/types';
import { parseDockerfile } from '../syntax';
import {
  compareLevels,
  compareSeverities,
  type EarnedLevel,
  type Finding,
  type Fix,
} from '../verdict';
import { applyEdits } from './edits';
import { FIX_MAKERS } from './makers';
import { afterFix, prove } from './prove';
import type { Candidate, FixInput, ProvenFix } from './types';

/** More than that is not a file that single fixes save. */
const MOST_STEPS = 40;

export function buildOf(input: FixInput): Build {
  const { text, context = {}, policy = defaultPolicy(), today } = input;
  return readBuild(
    parseDockerfile(text),
    context,
    applySettings(policy, context.settings).policy,
    today,
  );
}

function candidatesFor(build: Build, finding: Finding): readonly Candidate[] {
  return FIX_MAKERS[finding.rule]?.(build, finding) ?? [];
}

interface Proven {
  fix: ProvenFix;
  after: JudgedEvaluation;
}

function firstProven(
  input: FixInput,
  before: JudgedEvaluation,
  build: Build,
  finding: Finding,
  safety: Fix['safety'] = 'review',
): Proven | undefined {
  for (const candidate of candidatesFor(build, finding)) {
    if (safety === 'safe' && candidate.safety !== 'safe') continue;
    const after = prove(input, before, candidate, finding);
    if (after)
      return {
        fix: { ...candidate, finding, contentHash: before.contentHash },
        after,
      };
  }
  return undefined;
}

/**
 * A proven fix for each finding that has one. Each is made for the text as it is; to apply several, use `fixDockerfile`.
 *
 * @example
 * ```ts
 * const [fix] = proposeFixes({
 *   path: 'Dockerfile',
 *   text: 'FROM python:3.14-slim-trixie\nCMD ["python", "app.py"]\n',
 *   today: '2026-11-23',
 * });
 * expect(fix.title).toBe('Run as user 10001');
 * ```
 * @public
 */
export function proposeFixes(input: FixInput): ProvenFix[] {
  const before = evaluateDockerfile(input);
  if (before.kind !== 'judged') return [];
  const build = buildOf(input);
  return findingsOf(before).flatMap(
    finding => firstProven(input, before, build, finding)?.fix ?? [],
  );
}

/**
 * The text after some fixes of one proposal.
 *
 * @throws Error when the text is not the one that they were made for, or when two of them change the same place
 * @public
 */
export function applyFixes(
  text: string,
  fixes: readonly Pick<ProvenFix, 'edits' | 'contentHash'>[],
): string {
  for (const { contentHash } of fixes) applyEdits(text, [], contentHash);
  return applyEdits(
    text,
    fixes.flatMap(({ edits }) => edits),
  );
}

/** Which fixes to apply. @public */
export interface FixScope {
  /** The level to reach; left out, everything that can be fixed is. */
  to?: EarnedLevel;
  /** The least safety: `safe` leaves out what changes what runs. */
  safety?: Fix['safety'];
  /** Ids of the rules whose findings are fixed; left out, those of all. */
  rules?: readonly string[];
}

/** A Dockerfile after its fixes. @public */
export interface FixedDockerfile {
  text: string;
  /** The .dockerignore, where it changed. */
  dockerignore?: string;
  /** Manifests that changed, by path relative to the build context. */
  manifests?: Readonly<Record<string, string>>;
  /** What was done, in order. The edits are for the text at that step. */
  applied: ProvenFix[];
  before: JudgedEvaluation;
  after: JudgedEvaluation;
}

/** Whether a finding is of a rule that is asked for, and stands in the way of the level that is. */
function isWanted(
  { rule }: Finding,
  { nextLevel }: JudgedEvaluation,
  { to, rules }: FixScope,
): boolean {
  return (
    (rules === undefined || rules.includes(rule)) &&
    (to === undefined || (nextLevel?.missing ?? []).includes(rule))
  );
}

/** The first proven fix, for the worst finding that has one. */
function nextStep(
  input: FixInput,
  before: JudgedEvaluation,
  scope: FixScope,
): Proven | undefined {
  const build = buildOf(input);
  const wanted = findingsOf(before)
    .filter(finding => isWanted(finding, before, scope))
    .sort((a, b) => compareSeverities(a.severity, b.severity));
  for (const finding of wanted) {
    const proven = firstProven(input, before, build, finding, scope.safety);
    if (proven) return proven;
  }
  return undefined;
}

/**
 * Applies proven fixes one after another, the worst findings first, evaluating after each: so they compose.
 *
 * @returns undefined for a file that cannot be judged
 * @public
 */
export function fixDockerfile(
  input: FixInput,
  scope: FixScope = {},
): FixedDockerfile | undefined {
  const before = evaluateDockerfile(input);
  if (before.kind !== 'judged') return undefined;
  let now = before;
  let current = input;
  const applied: ProvenFix[] = [];
  const isReached = () =>
    scope.to !== undefined && compareLevels(now.level, scope.to) >= 0;
  for (let steps = 0; steps < MOST_STEPS && !isReached(); steps++) {
    const step = nextStep(current, now, scope);
    if (!step) break;
    applied.push(step.fix);
    current = afterFix(current, step.fix);
    now = step.after;
  }
  const dockerignore = current.context?.dockerignore;
  const manifests = changedManifests(input, current);
  return {
    text: current.text,
    ...(typeof dockerignore === 'string' &&
      dockerignore !== input.context?.dockerignore && { dockerignore }),
    ...(manifests && { manifests }),
    applied,
    before,
    after: now,
  };
}

function changedManifests(
  before: FixInput,
  after: FixInput,
): Record<string, string> | undefined {
  const changed = Object.entries(after.context?.manifests ?? {}).filter(
    ([path, text]) => text !== before.context?.manifests?.[path],
  );
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
