import type { ActionOptions } from './registerActions';

export function registerListCampaigns({
  actions,
  campaigns,
}: ActionOptions): void {
  actions.register({
    name: 'list-campaigns',
    title: 'List the goals that are set for Dockerfiles',
    description:
      'Lists campaigns: the level that services are to reach or the rule that they are to pass, the last day, and how many services have yet to get there. The next due one comes first, closed ones last.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({}),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              title: z.string(),
              description: z.string().optional(),
              level: z.string().optional(),
              rule: z.string().optional(),
              due: z.string(),
              closedAt: z.string().optional(),
              total: z.number(),
              remaining: z.number(),
            }),
          ),
        }),
    },
    async action({ credentials }) {
      const { items } = await campaigns.list({ credentials });
      return {
        output: {
          items: items.map(campaign => ({
            id: campaign.id,
            title: campaign.title,
            description: campaign.description,
            level: campaign.goal.level,
            rule: campaign.goal.rule,
            due: campaign.due,
            closedAt: campaign.closedAt,
            total: campaign.total,
            remaining: campaign.remaining,
          })),
        },
      };
    },
  });
}
