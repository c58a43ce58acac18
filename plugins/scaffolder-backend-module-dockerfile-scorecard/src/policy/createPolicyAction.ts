import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import { stringify } from 'yaml';

/**
 * What the action works with.
 *
 * @public
 */
export interface PolicyActionOptions {
  /** The policy of the portal; the recommended profile without one. */
  policy?: PolicyConfig;
}

/**
 * Tells templates, and the preview in their forms, the policy that Dockerfiles are judged by.
 *
 * @public
 */
export function createPolicyAction(options: PolicyActionOptions = {}) {
  const { policy = {} } = options;
  return createTemplateAction({
    id: 'dockerfile-scorecard:policy',
    description: 'Tells the policy that Dockerfiles are judged by',
    supportsDryRun: true,
    examples: [
      {
        description: 'Take the first image that the policy allows',
        example: stringify({
          steps: [
            {
              id: 'policy',
              name: 'Read the policy',
              action: 'dockerfile-scorecard:policy',
            },
            {
              id: 'say',
              action: 'debug:log',
              input: {
                message: '${{ steps.policy.output.policy.allowedImages[0] }}',
              },
            },
          ],
        }),
      },
    ],
    schema: {
      output: {
        policy: z =>
          z.record(z.unknown(), {
            description: 'As it stands under dockerfileScorecard.policy',
          }),
      },
    },
    async handler(ctx) {
      ctx.output('policy', policy as Record<string, unknown>);
    },
  });
}
