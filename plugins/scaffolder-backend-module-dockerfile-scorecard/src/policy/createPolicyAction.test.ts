import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { PolicyConfig } from 'dockerfile-scorecard-engine';
import { createPolicyAction } from './createPolicyAction';

async function told(policy?: PolicyConfig) {
  const context = createMockActionContext();
  await createPolicyAction({ policy }).handler({ ...context, isDryRun: true });
  return (context.output as jest.Mock).mock.calls;
}

describe('dockerfile-scorecard:policy', () => {
  it('tells the policy as it is configured, in a dry run too', async () => {
    const policy: PolicyConfig = { profile: 'strict' };
    expect(createPolicyAction().supportsDryRun).toBe(true);
    expect(await told(policy)).toEqual([['policy', policy]]);
  });

  it('tells an empty policy where none is configured', async () => {
    expect(await told()).toEqual([['policy', {}]]);
  });
});
