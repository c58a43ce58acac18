import { parseListQuery } from '../service/request';
import type { ActionOptions } from './registerActions';

const READ_ONLY = { readOnly: true, destructive: false, idempotent: true };

export function registerListScorecards({
  actions,
  service,
}: ActionOptions): void {
  actions.register({
    name: 'list-scorecards',
    title: 'List Dockerfile scorecards',
    description:
      'Lists services with the level (none, bronze, silver, gold), the score (0-100) and the first problem of their Dockerfiles. Use the filters to find services: by owner, by failing rule, by base image, by end of life of a base image.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          level: z
            .array(z.enum(['none', 'bronze', 'silver', 'gold']))
            .optional()
            .describe('Levels to list'),
          owner: z
            .array(z.string())
            .optional()
            .describe(
              'Entity refs of owners, e.g. group:default/payments. Nested groups count',
            ),
          rule: z
            .array(z.string())
            .optional()
            .describe('Ids of rules, of which at least one fails'),
          image: z
            .array(z.string())
            .optional()
            .describe('Base images in use, with * for any text: python:3.9*'),
          endOfLifeBefore: z
            .string()
            .optional()
            .describe('A base image is past its end of life on this ISO date'),
          text: z.string().optional().describe('Part of the name or title'),
          orderBy: z
            .string()
            .optional()
            .describe(
              'name, level, score, owner or changedAt, with :asc or :desc',
            ),
          // Language models send numbers as text.
          limit: z.coerce.number().int().min(1).max(100).optional(),
        }),
      output: z =>
        z.object({
          totalItems: z.number(),
          items: z.array(
            z.object({
              entityRef: z.string(),
              state: z.string(),
              level: z.string(),
              score: z.number().nullable(),
              owner: z.string().optional(),
              failingRules: z.array(z.string()),
              firstFinding: z.string().optional(),
              baseImages: z.array(z.string()),
            }),
          ),
        }),
    },
    async action({ input, credentials }) {
      const { text, limit = 20, ...filters } = input;
      const query = parseListQuery({ ...filters, q: text, limit });
      const { items, totalItems } = await service.list(query, { credentials });
      return {
        output: {
          totalItems,
          items: items.map(item => ({
            entityRef: item.entityRef,
            state: item.state,
            level: item.level,
            score: item.score,
            owner: item.owner,
            failingRules: item.failingRules,
            firstFinding: item.firstFinding?.message,
            baseImages: item.baseImages.map(image => image.reference),
          })),
        },
      };
    },
  });
}
