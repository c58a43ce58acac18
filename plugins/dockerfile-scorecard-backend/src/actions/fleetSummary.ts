import { parseFilters } from '../service/request';
import type { ActionOptions } from './registerActions';

const MOST_GROUPS = 100;

export function registerFleetSummary({ actions, fleet }: ActionOptions): void {
  actions.register({
    name: 'fleet-summary',
    title: 'Summarize the Dockerfiles of the fleet',
    description:
      'Counts services by level in groups: by owner (nested groups count for the groups above them), system, lifecycle, type, level or failing rule. The largest groups come first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          groupBy: z
            .enum(['owner', 'system', 'lifecycle', 'type', 'level', 'rule'])
            .optional(),
          owner: z
            .array(z.string())
            .optional()
            .describe('Only services of these owners'),
        }),
      output: z => {
        const item = z.object({
          key: z.string(),
          services: z.number(),
          levels: z.object({
            none: z.number(),
            bronze: z.number(),
            silver: z.number(),
            gold: z.number(),
          }),
          notScored: z.number(),
          averageScore: z.number().nullable(),
        });
        return z.object({ total: item, items: z.array(item) });
      },
    },
    async action({ input, credentials }) {
      const { groupBy = 'level', owner } = input;
      const filters = parseFilters({ owner });
      const summary = await fleet.summary(
        { filters, groupBy },
        { credentials },
      );
      return {
        output: { ...summary, items: summary.items.slice(0, MOST_GROUPS) },
      };
    },
  });
}
