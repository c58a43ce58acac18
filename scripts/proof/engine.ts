/** What the engine says of a Dockerfile, in the terms of a build and a start. */
import { defaultPolicy } from '../../packages/engine/src/policy';
import type { Build } from '../../packages/engine/src/rules/build';
import {
  evaluateDockerfile,
  readBuild,
} from '../../packages/engine/src/scorecard/evaluate';
import type { BuildContext } from '../../packages/engine/src/contents/buildContext';
import { asJudged } from '../../packages/engine/src/scorecard';
import type { JudgedEvaluation } from '../../packages/engine/src/scorecard/types';
import type { Check, Finding } from '../../packages/engine/src/verdict';
import { parseDockerfile } from '../../packages/engine/src/syntax';

/** Findings of these rules say that the build stops. */
const STOPS_BUILD = [
  'build-program-missing',
  'copy-source-missing',
  'externally-managed-python',
  'lockfile-missing',
  'package-repository-archived',
  'system-package-unavailable',
  'syntax-error',
  'unknown-copy-from',
];

/**
 * Critical and high findings of these rules say that the container does not start.
 * Not among them, because their findings speak of what may happen:
 * `glibc-downgrade` and `runtime-lib-missing` (compiled modules may not load),
 * `host-venv-overwrites` (on a laptop that has a .venv).
 */
const STOPS_START = [
  'app-code-missing',
  'conda-env-relocated',
  'console-scripts-not-copied',
  'deps-not-copied',
  'editable-without-source',
  'entrypoint-missing',
  'install-dir-not-on-path',
  'interpreter-path-mismatch',
  'libc-mismatch',
  'managed-python-not-copied',
  'prefix-not-on-path',
  'python-minor-mismatch',
  'shell-form-arguments',
  'target-not-on-pythonpath',
  'user-base-not-searched',
  'user-install-not-copied',
  'user-install-unreadable',
  'venv-bypassed',
  'venv-relocated',
  'wheels-not-installed',
];

/** What is wrong with a RUN stops the build, with a start command the start. */
const STOPS_EITHER = ['exec-form-not-json', 'shell-needed-but-absent'];

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
  rules: readonly string[],
  about: (finding: Finding) => boolean,
): Verdict {
  const asked = checks.filter(
    ({ rule }) => rules.includes(rule) || STOPS_EITHER.includes(rule),
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
    ({ state, rule }) => state === 'unknown' && rules.includes(rule),
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
    builds: verdict(evaluation.checks, STOPS_BUILD, ({ range }) =>
      runs.has(range.start.line),
    ),
    starts: verdict(evaluation.checks, STOPS_START, ({ range }) =>
      starts.has(range.start.line),
    ),
  };
}
