import { buildContents, ContextFiles } from '../contents';
import { buildGraph } from '../graph';
import { describeImage, type ImageFacts } from '../images';
import { mayAlsoSet } from '../images/environmentNames';
import {
  applySettings,
  defaultPolicy,
  type AppliedSettings,
  type Policy,
} from '../policy';
import { readWaivers } from '../policy/waivers';
import { Build } from '../questions/build';
import { type RuleDefinition } from '../rules/defineRule';
import { RULES } from '../rules/registry';
import { parseDockerfile, type DockerfileSyntax } from '../syntax';
import type {
  BuildContext,
  RepositorySettings,
} from '../contents/buildContext';
import {
  asReason,
  hashOf,
  toFinding,
  type Check,
  type EvaluationProblem,
  type Finding,
  type Verdict,
  compareSeverities,
} from '../verdict';
import { standingOf } from './level';
import { obstacleInSyntax, obstacleInText } from './notJudged';
import { readProblems } from './problems';
import { purposeOf } from './purpose';
import { reportBaseImages, reportFlows, reportStages } from './report';
import { scoreOf } from './score';
import { estimateSize } from './size';
import type { Evaluation } from './types';

/** What `evaluateDockerfile` needs. @public */
export interface EvaluationInput {
  /** Path in the repository; only shown. */
  path: string;
  text: string;
  context?: BuildContext;
  policy?: Policy;
  /** The day of the verdict as an ISO date: support ends, waivers run out. */
  today: string;
}

function checkOf(
  rule: RuleDefinition,
  verdict: Verdict,
  policy: Policy,
): Check {
  if (verdict.state !== 'fail') {
    return {
      rule: rule.id,
      state: verdict.state,
      findings: [],
      ...('reason' in verdict && { reason: asReason(verdict.reason) }),
      ...('level' in verdict && { level: verdict.level }),
    };
  }
  const { severity } = policy.rules[rule.id];
  return {
    rule: rule.id,
    state: 'fail',
    findings: verdict.findings
      .map(draft => toFinding(rule.id, severity, draft))
      .sort(bySeverityAndLine),
  };
}

function bySeverityAndLine(a: Finding, b: Finding): number {
  return (
    compareSeverities(a.severity, b.severity) ||
    a.range.start.line - b.range.start.line
  );
}

function runRules(build: Build, policy: Policy): Check[] {
  return RULES.filter(({ id }) => policy.rules[id]?.enabled).map(rule =>
    checkOf(rule, rule.check(build, policy.rules[rule.id].options), policy),
  );
}

/** What of the repository's own settings does not hold. */
function settingsProblems(
  settings: RepositorySettings | undefined,
  { problems }: AppliedSettings,
): EvaluationProblem[] {
  return problems.map(problem => ({
    code: 'repository-settings',
    severity: 'warning',
    message: `${settings?.path}: ${problem}.`,
  }));
}

/** What is known of an image depends on the policy and the day only, and a fleet uses few images. */
const imagesKnown = new WeakMap<
  Policy,
  { today: string; images: Map<string, ImageFacts | undefined> }
>();
const MOST_IMAGES_KNOWN = 10_000;

function imageLookup(
  today: string,
  policy: Policy,
): (reference: string) => ImageFacts | undefined {
  let known = imagesKnown.get(policy);
  if (known?.today !== today || known.images.size > MOST_IMAGES_KNOWN) {
    known = { today, images: new Map() };
    imagesKnown.set(policy, known);
  }
  const { images } = known;
  return reference => {
    if (!images.has(reference))
      images.set(reference, describeImage(reference, today, policy));
    return images.get(reference);
  };
}

/** Everything the floors below know of a Dockerfile. */
export function readBuild(
  syntax: DockerfileSyntax,
  context: BuildContext,
  policy: Policy,
  today: string,
): Build {
  const image = imageLookup(today, policy);
  const graph = buildGraph(syntax, {
    ...(context.target !== undefined && { target: context.target }),
    baseEnvironment: reference => image(reference)?.environment,
    mayAlsoSet: (reference, name) => mayAlsoSet(image(reference), name),
  });
  const files = new ContextFiles(context);
  const states = buildContents({ graph, files, image });
  return new Build(syntax, graph, states, files, today, image);
}

/**
 * Judges a Dockerfile. Pure: the same input gives the same evaluation, byte for byte.
 *
 * @example
 * ```ts
 * const evaluation = evaluateDockerfile({
 *   path: 'Dockerfile',
 *   text: 'FROM python:3.9-slim-buster\nCMD ["python", "app.py"]\n',
 *   today: '2026-11-23',
 * });
 * expect(evaluation.kind === 'judged' && evaluation.level).toBe('bronze');
 * ```
 * @public
 */
export function evaluateDockerfile({
  path,
  text,
  context = {},
  policy = defaultPolicy(),
  today,
}: EvaluationInput): Evaluation {
  const head = {
    path,
    purpose: purposeOf(path),
    contentHash: hashOf(text),
    policyHash: policy.hash,
  };
  const unreadable = obstacleInText(text);
  if (unreadable)
    return { kind: 'not-judged', ...head, ...unreadable, problems: [] };
  const syntax = parseDockerfile(text);
  const obstacle = obstacleInSyntax(text, syntax);
  if (obstacle)
    return { kind: 'not-judged', ...head, ...obstacle, problems: [] };
  const { settings } = context;
  const applied = applySettings(policy, settings);
  const inForce = applied.policy;
  const build = readBuild(syntax, context, inForce, today);
  const { checks, problems } = readWaivers(
    syntax,
    runRules(build, inForce),
    today,
  );
  return {
    kind: 'judged',
    ...head,
    checks,
    stages: reportStages(build, checks),
    flows: reportFlows(build),
    baseImages: reportBaseImages(build),
    ...standingOf(checks, inForce, today),
    ...scoreOf(checks, inForce, today),
    size: estimateSize(build),
    ...(settings && {
      settings: { path: settings.path, rules: applied.changed },
    }),
    problems: [
      ...readProblems(build),
      ...problems,
      ...settingsProblems(settings, applied),
    ],
  };
}
