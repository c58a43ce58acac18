import { parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { checksOf } from 'dockerfile-scorecard-engine';
import type { ActionOptions } from './registerActions';

export function registerGetScorecard({
  actions,
  service,
}: ActionOptions): void {
  actions.register({
    name: 'get-scorecard',
    title: 'Get the Dockerfile scorecard of a service',
    description:
      'Gives level, score and every finding in the Dockerfiles of one service, with file, line, cause and cure, and what is missing for the next level.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The service, e.g. component:default/orders-api'),
        }),
      output: z =>
        z.object({
          entityRef: z.string(),
          state: z.string(),
          reason: z.string().optional(),
          level: z.string(),
          score: z.number().nullable(),
          nextLevel: z
            .object({ level: z.string(), missing: z.array(z.string()) })
            .nullable(),
          revision: z.string().optional(),
          dockerfiles: z.array(
            z.object({
              path: z.string(),
              findings: z.array(
                z.object({
                  rule: z.string(),
                  severity: z.string(),
                  line: z.number(),
                  message: z.string(),
                  since: z.string().optional(),
                }),
              ),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const scorecard = await service.get(parseRef(input.entityRef), {
        credentials,
      });
      const { nextLevel } = scorecard;
      return {
        output: {
          entityRef: scorecard.entityRef,
          state: scorecard.state,
          reason: scorecard.reason,
          level: scorecard.level,
          score: scorecard.score,
          nextLevel: nextLevel && {
            level: nextLevel.level,
            missing: nextLevel.missing,
          },
          revision: scorecard.revision,
          dockerfiles: scorecard.dockerfiles.map(dockerfile => ({
            path: dockerfile.path,
            findings: checksOf(dockerfile.evaluation)
              .filter(check => check.state === 'fail')
              .flatMap(check => check.findings)
              .map(finding => ({
                rule: finding.rule,
                severity: finding.severity,
                line: finding.range.start.line,
                message: finding.message,
                since: dockerfile.failingSince[finding.rule],
              })),
          })),
        },
      };
    },
  });
}

/** @throws InputError */
export function parseRef(entityRef: string) {
  try {
    return parseEntityRef(entityRef, { defaultKind: 'component' });
  } catch {
    throw new InputError(
      `"${entityRef}" is not an entity ref like component:default/orders-api`,
    );
  }
}
