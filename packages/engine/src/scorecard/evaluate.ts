import { buildContents, ContextFiles } from '../contents';
import { buildGraph } from '../graph';
import { describeImage, type ImageFacts } from '../images';
import { defaultPolicy, type Policy } from '../policy';
import { readWaivers } from '../policy/waivers';
import { Build } from '../rules/build';
import {
  asReason,
  toFinding,
  type RuleDefinition,
  type Verdict,
} from '../rules/defineRule';
import { RULES } from '../rules/registry';
import { parseDockerfile, type DockerfileSyntax } from '../syntax';
import { hashOf } from './hash';
import { levelOf, nextLevelOf } from './level';
import { readProblems } from './problems';
import { reportBaseImages, reportFlows, reportStages } from './report';
import { scoreOf } from './score';
import { estimateSize } from './size';
import type {
  BuildContext,
  Check,
  Evaluation,
  Finding,
  Severity,
} from './types';

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
    };
  }
  const { severity } = policy.rules[rule.id];
  return {
    rule: rule.id,
    state: 'fail',
    findings: verdict.findings
      .map(draft => toFinding(rule, severity, draft))
      .sort(bySeverityAndLine),
  };
}

const SEVERITY_ORDER: readonly Severity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
];

function bySeverityAndLine(a: Finding, b: Finding): number {
  return (
    SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity) ||
    a.range.start.line - b.range.start.line
  );
}

function runRules(build: Build, policy: Policy): Check[] {
  return RULES.filter(({ id }) => policy.rules[id]?.enabled).map(rule =>
    checkOf(rule, rule.check(build, policy.rules[rule.id].options), policy),
  );
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
  });
  const files = new ContextFiles(context);
  const states = buildContents({ graph, files, image });
  return new Build(syntax, graph, states, files, policy, today, image);
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
 * expect(evaluation.level).toBe('none');
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
  const syntax = parseDockerfile(text);
  const contentHash = hashOf(text);
  const policyHash = policy.hash;
  if (syntax.source.kind === 'template') {
    return {
      path,
      kind: 'template',
      contentHash,
      policyHash,
      checks: [],
      stages: [],
      flows: [],
      baseImages: [],
      level: 'none',
      score: null,
      categories: [],
      nextLevel: null,
      size: { additions: [], savings: [] },
      problems: [
        {
          code: 'template',
          severity: 'info',
          message: `This is a template (${syntax.source.engine}), not a Dockerfile. It is judged once it is rendered.`,
          range: syntax.source.range,
        },
      ],
    };
  }
  const build = readBuild(syntax, context, policy, today);
  const { checks, problems } = readWaivers(
    syntax,
    runRules(build, policy),
    today,
  );
  const { score, categories } = scoreOf(checks, policy, today);
  const level = levelOf(checks, policy, today);
  return {
    path,
    kind: 'dockerfile',
    contentHash,
    policyHash,
    checks,
    stages: reportStages(build, checks),
    flows: reportFlows(build),
    baseImages: reportBaseImages(build),
    level,
    score,
    categories,
    nextLevel: nextLevelOf(level, checks, policy, today),
    size: estimateSize(build),
    problems: [...readProblems(build), ...problems],
  };
}
