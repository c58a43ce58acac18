import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { Policy, PolicyConfig } from 'dockerfile-scorecard-engine';
import { resolve } from 'node:path';
import { defaultExclude } from './defaults';
import { readScorecardConfig } from './readScorecardConfig';

/** Refuses rules that are not called `known`. */
function resolvePolicy(config?: PolicyConfig): Policy {
  const unknown = Object.keys(config?.rules ?? {}).filter(id => id !== 'known');
  if (unknown.length > 0) {
    throw new Error(`rules.${unknown[0]}: there is no such rule`);
  }
  return {
    profile: config?.profile ?? 'recommended',
    rules: {},
    extendedSupport: [],
    mirrors: {},
    ownImages: {},
    repositorySettings: 'stricter',
    hash: 'hash',
  };
}

function read(dockerfileScorecard?: JsonObject) {
  return readScorecardConfig(
    mockServices.rootConfig({
      data: dockerfileScorecard ? { dockerfileScorecard } : {},
    }),
    resolvePolicy,
  );
}

describe('readScorecardConfig', () => {
  it('needs no configuration', () => {
    expect(read()).toMatchObject({
      scan: {
        concurrency: 4,
        interval: 6 * 3_600_000,
        timeout: 120_000,
        cooldown: 30_000,
        limits: { maxFiles: 100_000 },
      },
      localRoots: [],
      services: { filter: { kind: 'Component' }, exclude: undefined },
      exclude: defaultExclude,
      policy: { profile: 'recommended' },
    });
  });

  it('reads everything', () => {
    expect(
      read({
        schedule: { frequency: { minutes: 1 }, timeout: 'PT5M' },
        scan: {
          concurrency: 2,
          interval: 'PT1H',
          timeout: { seconds: 5 },
          cooldown: '2 minutes',
          limits: { maxFiles: 1, maxFileSize: 2, maxTotalSize: 3 },
        },
        localRoots: ['/repos', 'relative'],
        services: {
          filter: [{ kind: 'Component', 'spec.type': ['service', 'website'] }],
          exclude: { 'metadata.tags': 'legacy' },
        },
        exclude: ['**/old/**'],
        policy: { profile: 'strict', rules: { known: 'off' } },
      }),
    ).toMatchObject({
      schedule: { frequency: { minutes: 1 } },
      scan: {
        concurrency: 2,
        interval: 3_600_000,
        timeout: 5000,
        cooldown: 120_000,
        limits: { maxFiles: 1, maxFileSize: 2, maxTotalSize: 3 },
      },
      localRoots: ['/repos', resolve('relative')],
      services: {
        filter: [{ kind: 'Component', 'spec.type': ['service', 'website'] }],
        exclude: [{ 'metadata.tags': 'legacy' }],
      },
      exclude: ['**/old/**'],
      policy: { profile: 'strict' },
    });
  });

  it('lists everything that is wrong in one message', () => {
    expect(() =>
      read({
        scan: {
          concurrency: 0,
          interval: 'soon',
          limits: { maxFiles: 'many' },
        },
        localRoots: 'here',
        services: { filter: ['Component'], exclude: { kind: 5 } },
        policy: { rules: { unknown: 'off' } },
      }),
    ).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          new RegExp(
            [
              'not valid:',
              '.*scan.concurrency: must be a whole number from 1 on, not 0',
              '.*scan.interval.*',
              '.*scan.limits.maxFiles.*',
              '.*localRoots.*',
              '.*services.filter: must be an object.*',
              '.*services.exclude: must be an object.*',
              '.*policy: rules.unknown: there is no such rule',
            ].join('\\n'),
          ),
        ),
      }),
    );
  });
});
