/** What the engine says of a Dockerfile, in the terms of a build and a start. */
import { defaultPolicy } from '../../packages/engine/src/policy';
import type { Build } from '../../packages/engine/src/questions/build';
import {
  evaluateDockerfile,
  readBuild,
} from '../../packages/engine/src/scorecard/evaluate';
import type { BuildContext } from '../../packages/engine/src/contents/buildContext';
import { asJudged } from '../../packages/engine/src/scorecard';
import type { JudgedEvaluation } from '../../packages/engine/src/scorecard/types';
import { rules } from '../../packages/engine/src/rules';
import type {
  Check,
  Consequence,
  Finding,
} from '../../packages/engine/src/verdict';
import { parseDockerfile } from '../../packages/engine/src/syntax';

function rulesWith(consequence: Consequence): string[] {
  return rules
    .filter(rule => rule.consequence === consequence)
    .map(({ id }) => id);
}

/** What is wrong with a RUN stops the build, with a start command the start. */
const STOPS_EITHER = rulesWith('does-not-build-or-start');

/** `undefined`: the engine says that it does not know. */
export interface Verdict {
  says: boolean | undefined;
  because: string[];
}

export interface EngineView {
  evaluation: JudgedEvaluation;
  build: Build;
  builds: Verdict;
  starts: Verdict;
}

function isCertain({ severity }: Finding): boolean {
  return severity === 'critical' || severity === 'high';
}

function verdict(
  checks: readonly Check[],
  ids: readonly string[],
  about: (finding: Finding) => boolean,
): Verdict {
  const asked = checks.filter(
    ({ rule }) => ids.includes(rule) || STOPS_EITHER.includes(rule),
  );
  const findings = asked.flatMap(check =>
    check.findings.filter(
      finding =>
        isCertain(finding) &&
        (!STOPS_EITHER.includes(check.rule) || about(finding)),
    ),
  );
  if (findings.length > 0) {
    return {
      says: false,
      because: findings.map(
        ({ rule, range, message }) =>
          `${rule} line ${range.start.line}: ${message}`,
      ),
    };
  }
  const unknown = asked.filter(
    ({ state, rule }) => state === 'unknown' && ids.includes(rule),
  );
  if (unknown.length > 0) {
    return {
      says: undefined,
      because: unknown.map(({ rule, reason }) => `${rule}: ${reason}`),
    };
  }
  return { says: true, because: ['no finding'] };
}

/** Evaluates a Dockerfile with every rule. */
export function askEngine(
  text: string,
  context: BuildContext,
  today: string,
): EngineView {
  const policy = defaultPolicy();
  const evaluation = asJudged(
    evaluateDockerfile({
      path: 'Dockerfile',
      text,
      context,
      policy,
      today,
    }),
  );
  const syntax = parseDockerfile(text);
  const runs = new Set(
    syntax.instructions
      .filter(({ keyword }) => keyword === 'RUN')
      .map(({ startLine }) => startLine),
  );
  const starts = new Set(
    syntax.instructions
      .filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')
      .map(({ startLine }) => startLine),
  );
  return {
    evaluation,
    build: readBuild(syntax, context, policy, today),
    builds: verdict(
      evaluation.checks,
      rulesWith('does-not-build'),
      ({ range }) => runs.has(range.start.line),
    ),
    starts: verdict(
      evaluation.checks,
      rulesWith('does-not-start'),
      ({ range }) => starts.has(range.start.line),
    ),
  };
}
