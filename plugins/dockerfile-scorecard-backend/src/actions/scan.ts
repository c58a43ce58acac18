import { parseRef } from './getScorecard';
import type { ActionOptions } from './registerActions';

export function registerScan({ actions, service }: ActionOptions): void {
  actions.register({
    name: 'scan',
    title: 'Scan the Dockerfiles of a service now',
    description:
      'Has the repository of a service read again at once, after a change was pushed. Get the scorecard a few seconds later to see the result.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('The service, e.g. component:default/orders-api'),
        }),
      output: z =>
        z.object({
          status: z.string(),
          position: z.number(),
          requestedAt: z.string().optional(),
        }),
    },
    async action({ input, credentials }) {
      const { status, position, requestedAt } = await service.requestScan(
        parseRef(input.entityRef),
        { credentials },
      );
      return { output: { status, position, requestedAt } };
    },
  });
}
