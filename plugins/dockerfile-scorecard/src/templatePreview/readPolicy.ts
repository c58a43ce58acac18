import type { ScaffolderApi } from '@backstage/plugin-scaffolder-common';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';

/**
 * Asks the scaffolder for the policy that `dockerfile-scorecard:check` judges by.
 *
 * @throws when the scaffolder lacks our module, or the caller may not do dry runs
 */
export async function readPolicy(
  api: Pick<ScaffolderApi, 'dryRun'>,
): Promise<PolicyConfig> {
  const { output } = await api.dryRun({
    template: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      kind: 'Template',
      metadata: { name: 'dockerfile-scorecard-policy' },
      spec: {
        type: 'service',
        steps: [
          {
            id: 'policy',
            name: 'Read the policy',
            action: 'dockerfile-scorecard:policy',
          },
        ],
        output: { policy: '${{ steps.policy.output.policy }}' },
      },
    },
    values: {},
    directoryContents: [],
  });
  const { policy } = output as { policy?: PolicyConfig };
  if (typeof policy !== 'object') throw new Error('No policy was told.');
  return policy;
}
