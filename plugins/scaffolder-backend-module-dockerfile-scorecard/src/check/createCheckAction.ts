import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import {
  evaluateDockerfile,
  isDockerfileName,
  isSetAside,
  LEVELS,
  resolvePolicy,
  worstLevel,
  type Evaluation,
  type JudgedEvaluation,
  type Policy,
  type PolicyConfig,
} from 'dockerfile-scorecard-engine';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { examples } from './createCheckAction.examples';
import {
  describeFinding,
  reportedFindings,
  shortfall,
  type Demand,
} from './report';
import { contextOf, listFiles, readWorkspace } from './workspace';

/**
 * What the action works with.
 *
 * @public
 */
export interface CheckActionOptions {
  /** The policy of the portal; the recommended profile without one. */
  policy?: PolicyConfig;
  /** The day that end-of-life dates are compared with, as YYYY-MM-DD. */
  today?: () => string;
}

/**
 * Judges the Dockerfiles in the workspace, and stops the run when they fall short of what the template asks for.
 *
 * @public
 */
export function createCheckAction(options: CheckActionOptions = {}) {
  const { policy: config, today = currentDay } = options;
  // a mistake in the configuration is told when the portal starts, not when somebody runs a template
  resolvePolicy(config);

  return createTemplateAction({
    id: 'dockerfile-scorecard:check',
    description:
      'Judges the Dockerfiles in the workspace, and stops when they fall short of a level or a score',
    examples,
    supportsDryRun: true,
    schema: {
      input: {
        path: z =>
          z
            .string({
              description: 'Folder in the workspace; all of it unless told',
            })
            .default('.'),
        dockerfile: z =>
          z
            .string({
              description:
                'One Dockerfile, relative to the folder; every Dockerfile in it unless told',
            })
            .optional(),
        level: z =>
          z
            .enum(['bronze', 'silver', 'gold'], {
              description: 'Level that every Dockerfile has to have',
            })
            .optional(),
        minScore: z =>
          z
            .number({ description: 'Score that every Dockerfile has to have' })
            .min(0)
            .max(100)
            .optional(),
        profile: z =>
          z
            .enum(['recommended', 'strict', 'all'], {
              description:
                "Rules to apply; those of the portal's policy unless told",
            })
            .optional(),
      },
      output: {
        level: z =>
          z.enum(LEVELS, {
            description: 'Level of the worst Dockerfile',
          }),
        score: z => z.number({ description: 'Lowest score, 0 to 100' }),
        findings: z =>
          z.array(
            z.object({
              dockerfile: z.string(),
              line: z.number(),
              rule: z.string(),
              severity: z.string(),
              message: z.string(),
            }),
            { description: 'Everything that was found' },
          ),
        dockerfiles: z =>
          z.array(
            z.object({
              path: z.string(),
              level: z.enum(LEVELS),
              score: z.number().nullable(),
            }),
            { description: 'Level and score of each Dockerfile' },
          ),
      },
    },
    async handler(ctx) {
      const { path = '.', dockerfile, profile, level, minScore } = ctx.input;
      const policy = resolvePolicy({ ...config, ...(profile && { profile }) });
      const evaluations = await evaluateAll({
        workspace: ctx.workspacePath,
        folder: resolveSafeChildPath(ctx.workspacePath, path),
        dockerfile,
        policy,
        today: today(),
      });

      for (const evaluation of evaluations) {
        ctx.logger.info(describe(evaluation));
        for (const finding of reportedFindings(evaluation))
          ctx.logger.info(`  ${describeFinding(finding)}`);
      }
      const judged = evaluations.filter(isJudged);
      const worst = worstLevel(judged.map(each => each.level));
      if (worst) {
        ctx.output('level', worst);
        ctx.output('score', lowestScore(judged));
      }
      ctx.output('findings', evaluations.flatMap(reportedFindings));
      ctx.output(
        'dockerfiles',
        judged.map(each => ({
          path: each.path,
          level: each.level,
          score: each.score,
        })),
      );
      refuse({ evaluations, policy, demand: { level, minScore } });
    },
  });
}

async function evaluateAll(options: {
  workspace: string;
  folder: string;
  dockerfile: string | undefined;
  policy: Policy;
  today: string;
}): Promise<Evaluation[]> {
  const { workspace, folder, dockerfile, policy, today } = options;
  const files = await filesToCheck(folder, dockerfile);
  if (files.length === 0) {
    throw new InputError(
      dockerfile === undefined
        ? 'There is no Dockerfile in the workspace. Files named Dockerfile, Dockerfile.*, *.Dockerfile or Containerfile are looked for.'
        : `There is no ${dockerfile} in the workspace.`,
    );
  }
  const repository = await readWorkspace(workspace);
  return Promise.all(
    files.map(async file => {
      const path = relative(workspace, file).split(sep).join('/');
      const text = await readFile(file, 'utf8');
      return evaluateDockerfile({
        path,
        text,
        context: contextOf({ repository, dockerfile: path, text }),
        policy,
        today,
      });
    }),
  );
}

/** Absolute paths; empty when there is nothing to check. */
async function filesToCheck(
  folder: string,
  dockerfile: string | undefined,
): Promise<string[]> {
  const files = await listFiles(folder).catch((): string[] => []);
  if (dockerfile === undefined)
    return files
      .filter(file => isDockerfileName(file) && !isSetAside(file))
      .map(file => join(folder, file));
  const file = resolveSafeChildPath(folder, dockerfile);
  const wanted = relative(folder, file).split(sep).join('/');
  return files.includes(wanted) ? [file] : [];
}

function refuse(options: {
  evaluations: readonly Evaluation[];
  policy: Policy;
  demand: Demand;
}): void {
  const { evaluations, policy, demand } = options;
  const missing = evaluations.flatMap(evaluation =>
    shortfall({ evaluation, policy, demand }),
  );
  if (missing.length > 0) {
    throw new InputError(
      [
        ...missing,
        'Nothing was published. Fix the template and run it again.',
      ].join('\n'),
    );
  }
}

function isJudged(evaluation: Evaluation): evaluation is JudgedEvaluation {
  return evaluation.kind === 'judged';
}

function describe(evaluation: Evaluation): string {
  const { path } = evaluation;
  if (evaluation.kind === 'not-judged')
    return `${path}: cannot be judged. ${evaluation.message}`;
  const { level, score } = evaluation;
  return `${path}: level ${level}, ${
    score === null ? 'no rule applies' : `score ${score} of 100`
  }`;
}

/** A Dockerfile that no rule applies to loses no points. */
function lowestScore(evaluations: readonly JudgedEvaluation[]): number {
  return Math.min(...evaluations.map(({ score }) => score ?? 100));
}

function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}
