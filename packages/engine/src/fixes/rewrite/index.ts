import { isRoot } from '../../contents';
import { evaluateDockerfile } from '../../scorecard/evaluate';
import { findingsOf } from '../../scorecard/findings';
import type { JudgedEvaluation } from '../../scorecard/types';
import {
  compareLevels,
  compareSeverities,
  hashOf,
  type Check,
  type EarnedLevel,
} from '../../verdict';
import type { DockerfileSyntax } from '../../syntax';
import { isLowerCase } from '../edits';
import { buildOf, fixDockerfile } from '../propose';
import type { FixInput } from '../types';
import { planGo } from './go';
import { planJava } from './java';
import { planNode } from './node';
import { planPython } from './python';
import { readService, type Service } from './service';
import {
  NotRewritable,
  refuse,
  type Plan,
  type Rewrite,
  type RewriteLanguage,
} from './types';

export type { Rewrite, RewriteLanguage } from './types';

/** The least that a rewrite is worth the trouble for. */
const LEAST_LEVEL: EarnedLevel = 'silver';

/** What is fixed before the file is split, so that both stages stand on the same ground. */
const FIXED_FIRST = [
  'eol-base',
  'exec-form-not-json',
  'package-repository-archived',
  'system-package-unavailable',
  'unpinned-suite',
  'unpinned-tag',
];

const PLANNERS: Readonly<Record<RewriteLanguage, (service: Service) => Plan>> =
  {
    go: planGo,
    java: planJava,
    node: planNode,
    python: planPython,
  };

function languageOf({ build, facts, state }: Service): RewriteLanguage {
  if (build.allInstalls().length > 0) return 'python';
  const calls = new Set(state.calls.map(({ name }) => name));
  if (calls.has('go')) return 'go';
  if (
    ['mvn', 'mvnw', 'gradle', 'gradlew', 'javac'].some(name => calls.has(name))
  )
    return 'java';
  const language = facts.interpreter?.language;
  if (language === 'go' || language === 'java' || language === 'node')
    return language;
  return refuse(
    'No installation of packages and no build that could be split off was found.',
  );
}

/** Instructions that the rewrite adds, in the case and with the line ends that the file has. */
function asWritten(syntax: DockerfileSyntax, text: string): string {
  const cased = isLowerCase(syntax)
    ? text
        .replace(/^(?:COPY|ENV|FROM|RUN|USER)(?= )/gm, word =>
          word.toLowerCase(),
        )
        .replace(/^(from .*) AS /gm, '$1 as ')
    : text;
  return syntax.text.includes('\r\n') ? cased.replace(/\r?\n/g, '\r\n') : cased;
}

/** The base image has a user of its own, and the file builds as root. */
function buildsAsRoot({ steps, facts }: Service): boolean {
  const first = steps.find(
    ({ instruction: { kind } }) => kind === 'RUN' || kind === 'USER',
  )?.instruction;
  return (
    isRoot(facts.user) === false &&
    first?.kind === 'USER' &&
    isRoot(first.user.value) === true
  );
}

function textOfPlan(service: Service, plan: Plan): string {
  const { builder, head, name, platform, tail } = service;
  const text = `${head}${[
    `FROM ${platform}${plan.builderBase} AS ${builder}`,
    ...(buildsAsRoot(service) ? ['USER root'] : []),
    plan.builder,
    '',
    `FROM ${platform}${plan.finalBase}${
      name === undefined ? '' : ` AS ${name}`
    }`,
    plan.final,
    ...(tail === '' ? [] : ['', tail]),
  ].join('\n')}\n`;
  return asWritten(service.build.syntax, text);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** What a rewrite would make worse: `faults` speak against it, `blemishes` are for the reader to know. */
function compare(
  before: JudgedEvaluation,
  after: JudgedEvaluation,
): { faults: string[]; blemishes: string[] } {
  const states = new Map(before.checks.map(check => [check.rule, check.state]));
  const faults: string[] = [];
  const blemishes: string[] = [];
  for (const check of after.checks) {
    const then = states.get(check.rule);
    const [finding] = check.findings;
    if (check.state === 'fail' && then !== 'fail' && finding)
      (compareSeverities(finding.severity, 'medium') > 0
        ? blemishes
        : faults
      ).push(finding.message);
    else if (isLost(check, then))
      faults.push(`It is no longer known: ${check.reason}`);
  }
  return { faults, blemishes };
}

/** What is copied between the stages is what the author started: that it is there need not be known. */
function isLost(
  { rule, state }: Check,
  then: Check['state'] | undefined,
): boolean {
  return (
    state === 'unknown' &&
    rule !== 'copy-source-missing' &&
    (then === 'pass' || then === 'fail')
  );
}

/** What keeps a file from the level that a rewrite must reach, in the lines of the file as it is. */
function obstacles(
  before: JudgedEvaluation,
  after: JudgedEvaluation,
): string[] {
  const { nextLevel } = after;
  if (compareLevels(after.level, LEAST_LEVEL) >= 0)
    return [
      `The file reaches ${after.level} already, and a split would not raise it.`,
    ];
  const own = findingsOf(before);
  const failing = (nextLevel?.missing ?? []).flatMap(rule => {
    const found = own.filter(finding => finding.rule === rule);
    return found.length > 0
      ? found
      : findingsOf(after).filter(finding => finding.rule === rule);
  });
  return [
    ...failing.map(({ message }) => message),
    ...(nextLevel?.open ?? []).map(({ reason }) => reason),
  ];
}

function isRaised(before: JudgedEvaluation, after: JudgedEvaluation): boolean {
  return (
    compareLevels(after.level, LEAST_LEVEL) >= 0 &&
    compareLevels(after.level, before.level) >= 0 &&
    (after.level !== before.level || (after.score ?? 0) > (before.score ?? 0))
  );
}

function rewriteJudged(input: FixInput, before: JudgedEvaluation): Rewrite {
  const current = fixDockerfile(input, { rules: FIXED_FIRST });
  const start: FixInput = { ...input, text: current?.text ?? input.text };
  const service = readService(buildOf(start));
  const plan = PLANNERS[languageOf(service)](service);
  const split = fixDockerfile({ ...start, text: textOfPlan(service, plan) });
  if (!split) return refuse('The split file could not be judged.');
  const { after, text, dockerignore } = split;
  const { faults, blemishes } = compare(before, after);
  if (faults.length > 0) refuse(...faults);
  if (!isRaised(before, after)) refuse(...obstacles(before, after));
  return {
    kind: 'offered',
    language: plan.language,
    text,
    ...(dockerignore !== undefined && { dockerignore }),
    notes: [
      ...new Set([
        ...plan.notes,
        ...blemishes,
        ...split.applied
          .filter(({ safety }) => safety === 'review')
          .map(({ title, reason }) => `${title}: ${lowerFirst(reason)}`),
      ]),
    ],
    contentHash: hashOf(input.text),
    before,
    after,
  };
}

/**
 * A multi-stage Dockerfile that does what a single-stage one does: a build stage installs or compiles, the final stage gets the
 * result. It is evaluated before it is offered: it reaches silver, and nothing fails or is unknown that was not before. A person has
 * to review it.
 *
 * @example
 * ```ts
 * const rewrite = rewriteDockerfile({
 *   path: 'Dockerfile',
 *   text: 'FROM python:3.14-trixie\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nCMD ["gunicorn", "app:app"]\n',
 *   context: { files: ['requirements.txt', 'app.py'], manifests: { 'requirements.txt': 'gunicorn==23.0.0\n' } },
 *   today: '2026-11-23',
 * });
 * expect(rewrite.kind).toBe('offered');
 * ```
 * @public
 */
export function rewriteDockerfile(input: FixInput): Rewrite {
  const before = evaluateDockerfile(input);
  if (before.kind !== 'judged')
    return {
      kind: 'not-offered',
      reasons: ['The file cannot be judged, so it cannot be rewritten.'],
    };
  try {
    return rewriteJudged(input, before);
  } catch (error) {
    if (error instanceof NotRewritable)
      return { kind: 'not-offered', reasons: [...new Set(error.reasons)] };
    throw error;
  }
}
