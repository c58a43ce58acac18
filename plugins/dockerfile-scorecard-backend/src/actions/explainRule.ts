import type { ActionOptions } from './registerActions';

export function registerExplainRule({ actions, fleet }: ActionOptions): void {
  actions.register({
    name: 'explain-rule',
    title: 'Explain a rule for Dockerfiles',
    description:
      'Says what a rule finds, why it matters and what to write instead, and how many services pass and fail it.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          rule: z.string().describe('Id of the rule, e.g. eol-base'),
        }),
      output: z =>
        z.object({
          id: z.string(),
          title: z.string(),
          severity: z.string(),
          level: z.string().optional(),
          what: z.string(),
          why: z.string(),
          example: z.string(),
          instead: z.string(),
          exceptions: z.string().optional(),
          aliases: z.array(z.string()),
          failing: z.number(),
          passing: z.number(),
        }),
    },
    async action({ input, credentials }) {
      const { rule, services } = await fleet.rule(input.rule, { credentials });
      const { what, why, example, instead, exceptions } = rule.docs;
      return {
        output: {
          id: rule.id,
          title: rule.title,
          severity: rule.severity,
          level: rule.level,
          what,
          why,
          example,
          instead,
          exceptions,
          aliases: [...rule.aliases],
          failing: services.fail,
          passing: services.pass,
        },
      };
    },
  });
}
