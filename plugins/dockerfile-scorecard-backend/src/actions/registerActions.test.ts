import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { DefaultCampaignService } from '../service/campaigns';
import type { DefaultFleetService } from '../service/fleet';
import type { ScorecardService } from '../service';
import { fakeEngine, fakeEvaluation, fakeRule } from '../__testUtils__';
import { registerActions } from './registerActions';

describe('registerActions', () => {
  const credentials = mockCredentials.user();
  const registry = actionsRegistryServiceMock({
    logger: mockServices.logger.mock(),
  });
  const service = {
    list: jest.fn(async () => ({
      totalItems: 1,
      pageInfo: {},
      items: [
        {
          entityRef: 'component:default/api',
          state: 'scored',
          level: 'none',
          score: 20,
          failingRules: ['rule-a'],
          firstFinding: { message: 'rule-a fails' },
          baseImages: [{ reference: 'python:3.9', use: 'final' }],
        },
      ],
    })),
    get: jest.fn(async () => ({
      entityRef: 'component:default/api',
      state: 'scored',
      level: 'none',
      score: 20,
      nextLevel: { level: 'bronze', missing: ['rule-a'], open: [] },
      dockerfiles: [
        {
          path: 'Dockerfile',
          evaluation: fakeEvaluation({
            path: 'Dockerfile',
            level: 'none',
            score: 20,
            failing: ['rule-a'],
          }),
          failingSince: { 'rule-a': '2026-11-23T00:00:00.000Z' },
        },
      ],
    })),
    rules: () => ({ items: [fakeRule('rule-a', 'bronze')] }),
    fixes: jest.fn(async () => ({
      items: [
        {
          path: 'Dockerfile',
          fixes: fakeEngine().proposeFixes({
            path: 'Dockerfile',
            text: 'FROM scratch',
            context: {},
            today: '2026-11-23',
          }),
        },
      ],
    })),
    rewrites: jest.fn(async () => ({
      items: [
        {
          path: 'Dockerfile',
          rewrite: { kind: 'not-offered', reasons: ['Nothing to split off.'] },
        },
      ],
    })),
    requestScan: jest.fn(async () => ({
      entityRef: 'component:default/api',
      status: 'queued',
      position: 1,
    })),
  };
  const fleet = {
    rule: jest.fn(async () => ({
      rule: fakeRule('rule-a', 'bronze'),
      services: { fail: 3, unknown: 0, waived: 0, pass: 7 },
      passRate: 0.7,
    })),
    summary: jest.fn(async () => ({
      total: {
        key: '',
        services: 1,
        levels: { none: 1, bronze: 0, silver: 0, gold: 0 },
        notScored: 0,
        averageScore: 20,
      },
      items: [],
    })),
  };

  const campaigns = {
    list: jest.fn(async () => ({ items: [] })),
  };

  beforeAll(() =>
    registerActions({
      actions: registry,
      service: service as unknown as ScorecardService,
      fleet: fleet as unknown as DefaultFleetService,
      campaigns: campaigns as unknown as DefaultCampaignService,
    }),
  );

  const invoke = async (name: string, input: object) => {
    const { actions } = await registry.list();
    const action = actions.find(each => each.name === name);
    const { output } = await registry.invoke({
      id: action!.id,
      input: input as never,
      credentials,
    });
    return output;
  };

  it('offers eight actions, of which one changes something', async () => {
    const { actions } = await registry.list();
    expect(
      actions.map(({ name, attributes }) => [name, attributes.readOnly]),
    ).toEqual([
      ['list-scorecards', true],
      ['get-scorecard', true],
      ['explain-scorecard', true],
      ['propose-fix', true],
      ['explain-rule', true],
      ['fleet-summary', true],
      ['list-campaigns', true],
      ['scan', false],
    ]);
  });

  it('lists with the filters and the credentials of the caller', async () => {
    expect(
      await invoke('list-scorecards', { image: ['python:3.9*'], limit: '5' }),
    ).toMatchObject({
      totalItems: 1,
      items: [{ firstFinding: 'rule-a fails', baseImages: ['python:3.9'] }],
    });
    expect(service.list).toHaveBeenCalledWith(
      expect.objectContaining({
        limit: 5,
        filters: expect.objectContaining({
          images: expect.objectContaining({ patterns: ['python:3.9*'] }),
        }),
      }),
      { credentials },
    );
  });

  it('proposes fixes with the edits that they make', async () => {
    const fix = { rule: 'rule-a', title: 'Write it better', safety: 'safe' };
    expect(await invoke('propose-fix', { entityRef: 'api' })).toEqual({
      dockerfiles: [
        {
          path: 'Dockerfile',
          fixes: [
            expect.objectContaining({
              ...fix,
              edits: [
                {
                  startLine: 2,
                  startColumn: 0,
                  endLine: 2,
                  endColumn: 1,
                  text: '12',
                },
              ],
            }),
          ],
        },
      ],
    });
    expect(service.fixes).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'default', name: 'api' },
      { credentials },
    );
    expect(
      await invoke('propose-fix', { entityRef: 'api', rule: 'rule-b' }),
    ).toEqual({ dockerfiles: [{ path: 'Dockerfile', fixes: [] }] });
  });

  it('says why it proposes no rewrite', async () => {
    expect(
      await invoke('propose-fix', { entityRef: 'api', rewrite: true }),
    ).toEqual({
      dockerfiles: [
        {
          path: 'Dockerfile',
          fixes: [],
          rewrite: { notes: [], reasons: ['Nothing to split off.'] },
        },
      ],
    });
    expect(service.rewrites).toHaveBeenCalledWith(expect.anything(), {
      credentials,
    });
  });

  it('proposes nothing for a Dockerfile that is not there', async () => {
    await expect(
      invoke('propose-fix', { entityRef: 'api', dockerfile: 'other' }),
    ).rejects.toThrow('api has no other');
  });

  it('explains a level', async () => {
    expect(await invoke('explain-scorecard', { entityRef: 'api' })).toEqual({
      summary:
        'component:default/api has level none: that of its worst Dockerfile.',
      dockerfiles: [
        {
          path: 'Dockerfile',
          standing:
            'Level none, 20 of 100; 100 % of what applies could be decided.',
          nextLevel: 'gold',
          missing: [
            {
              rule: 'rule-a',
              title: 'Title of rule-a',
              why: 'why',
              findings: [{ line: 2, message: 'rule-a fails', steps: [] }],
            },
          ],
          notKnown: [],
        },
      ],
    });
  });

  it('gives findings with their lines', async () => {
    expect(await invoke('get-scorecard', { entityRef: 'api' })).toMatchObject({
      nextLevel: { level: 'bronze', missing: ['rule-a'] },
      dockerfiles: [
        {
          path: 'Dockerfile',
          findings: [{ rule: 'rule-a', line: 2, since: expect.any(String) }],
        },
      ],
    });
    expect(service.get).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'default', name: 'api' },
      { credentials },
    );
    await expect(invoke('get-scorecard', { entityRef: ':' })).rejects.toThrow(
      'is not an entity ref',
    );
  });

  it('explains rules, sums up and scans', async () => {
    expect(await invoke('explain-rule', { rule: 'rule-a' })).toMatchObject({
      failing: 3,
      passing: 7,
      instead: 'good',
    });
    expect(await invoke('fleet-summary', { groupBy: 'owner' })).toMatchObject({
      total: { services: 1 },
    });
    expect(
      await invoke('scan', { entityRef: 'component:default/api' }),
    ).toMatchObject({ status: 'queued', position: 1 });
  });
});
