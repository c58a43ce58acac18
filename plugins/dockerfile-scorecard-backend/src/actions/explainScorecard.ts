import { checksOf, type Evaluation } from 'dockerfile-scorecard-engine';
import type { ActionOptions } from './registerActions';
import { parseRef } from './getScorecard';

/** Level and score in one sentence, with what they rest on. */
function standing(evaluation: Evaluation): string {
  if (evaluation.kind === 'not-judged') {
    return evaluation.message;
  }
  const { level, score, certainty } = evaluation;
  const known =
    certainty === null
      ? ''
      : `; ${Math.round(certainty * 100)} % of what applies could be decided`;
  return `Level ${level}${score === null ? '' : `, ${score} of 100`}${known}.`;
}

export function registerExplainScorecard({
  actions,
  service,
}: ActionOptions): void {
  actions.register({
    name: 'explain-scorecard',
    title: 'Explain the Dockerfile scorecard of a service',
    description:
      'Says why a service has its level: for each Dockerfile what keeps it from the next level, why each rule that fails is a rule, the lines that lead to the finding, and what is not known and how to settle it.',
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
          summary: z.string(),
          dockerfiles: z.array(
            z.object({
              path: z.string(),
              standing: z.string(),
              nextLevel: z.string().optional(),
              missing: z.array(
                z.object({
                  rule: z.string(),
                  title: z.string(),
                  why: z.string(),
                  findings: z.array(
                    z.object({
                      line: z.number(),
                      message: z.string(),
                      steps: z.array(z.string()),
                    }),
                  ),
                }),
              ),
              notKnown: z.array(z.string()),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const scorecard = await service.get(parseRef(input.entityRef), {
        credentials,
      });
      const rules = new Map(
        (await service.rules()).items.map(rule => [rule.id, rule]),
      );
      return {
        output: {
          summary:
            scorecard.dockerfiles.length === 0
              ? `${scorecard.entityRef}: ${scorecard.state}. ${
                  scorecard.reason ?? ''
                }`.trim()
              : `${scorecard.entityRef} has level ${scorecard.level}: that of its worst Dockerfile.`,
          dockerfiles: scorecard.dockerfiles.map(({ path, evaluation }) => {
            const nextLevel =
              evaluation.kind === 'judged' ? evaluation.nextLevel : null;
            return {
              path,
              standing: standing(evaluation),
              nextLevel: nextLevel?.level,
              missing: (nextLevel?.missing ?? []).map(id => ({
                rule: id,
                title: rules.get(id)?.title ?? id,
                why: rules.get(id)?.docs.why ?? '',
                findings: checksOf(evaluation)
                  .filter(({ rule }) => rule === id)
                  .flatMap(check => check.findings)
                  .map(({ message, range, trace }) => ({
                    line: range.start.line,
                    message,
                    steps: trace.map(
                      step => `line ${step.range.start.line}: ${step.note}`,
                    ),
                  })),
              })),
              notKnown: (nextLevel?.open ?? []).map(({ reason }) => reason),
            };
          }),
        },
      };
    },
  });
}
