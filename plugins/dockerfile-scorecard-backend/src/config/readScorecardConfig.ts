import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import type { EntityFilterQuery } from '@backstage/catalog-client';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { Policy, PolicyConfig } from 'dockerfile-scorecard-engine';
import { isAbsolute, resolve } from 'node:path';
import {
  defaultExclude,
  defaultHistoryRetention,
  defaultScan,
  defaultSchedule,
} from './defaults';
import { storageModes, type ScorecardConfig, type StoredAs } from './types';

const ROOT = 'dockerfileScorecard';

/**
 * Reads and checks the configuration.
 *
 * @throws one error that lists everything that is wrong
 */
export function readScorecardConfig(
  rootConfig: RootConfigService,
  resolvePolicy: (config?: PolicyConfig) => Policy,
): ScorecardConfig {
  const config = rootConfig.getOptionalConfig(ROOT);
  const problems: string[] = [];

  function attempt<T>(read: () => T, path: string): T | undefined {
    try {
      return read();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push(
        message.includes(ROOT) ? message : `${ROOT}.${path}: ${message}`,
      );
      return undefined;
    }
  }

  const result = {
    schedule: attempt(() => {
      const schedule = config?.getOptionalConfig('schedule');
      return schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : defaultSchedule;
    }, 'schedule'),
    scan: {
      concurrency: attempt(
        () => wholeNumber(config, 'scan.concurrency', defaultScan.concurrency),
        'scan.concurrency',
      ),
      concurrencyPerHost: attempt(
        () =>
          wholeNumber(
            config,
            'scan.concurrencyPerHost',
            defaultScan.concurrencyPerHost,
          ),
        'scan.concurrencyPerHost',
      ),
      requestsPerUser: attempt(
        () =>
          wholeNumber(
            config,
            'scan.requestsPerUser',
            defaultScan.requestsPerUser,
          ),
        'scan.requestsPerUser',
      ),
      interval: attempt(
        () => duration(config, 'scan.interval', defaultScan.interval),
        'scan.interval',
      ),
      timeout: attempt(
        () => duration(config, 'scan.timeout', defaultScan.timeout),
        'scan.timeout',
      ),
      cooldown: attempt(
        () => duration(config, 'scan.cooldown', defaultScan.cooldown),
        'scan.cooldown',
      ),
      limits: {
        maxFiles: limit('maxFiles'),
        maxFileSize: limit('maxFileSize'),
        maxTotalSize: limit('maxTotalSize'),
        maxDownloadSize: limit('maxDownloadSize'),
        maxUnpackedSize: limit('maxUnpackedSize'),
      },
    },
    dailyDigest: attempt(
      () => config?.getOptionalBoolean('notifications.dailyDigest') ?? false,
      'notifications.dailyDigest',
    ),
    localRoots: attempt(
      () =>
        (config?.getOptionalStringArray('localRoots') ?? []).map(root =>
          isAbsolute(root) ? root : resolve(root),
        ),
      'localRoots',
    ),
    services: {
      filter: attempt(
        () => filterQuery(config, 'services.filter') ?? { kind: 'Component' },
        'services.filter',
      ),
      exclude: attempt(
        () => filterQuery(config, 'services.exclude'),
        'services.exclude',
      ),
      pathsOutsideFolder: attempt(
        () =>
          config?.getOptionalBoolean('services.pathsOutsideFolder') ?? false,
        'services.pathsOutsideFolder',
      ),
    },
    exclude: attempt(
      () => config?.getOptionalStringArray('exclude') ?? [...defaultExclude],
      'exclude',
    ),
    policy: attempt(
      () => resolvePolicy(config?.getOptional<PolicyConfig>('policy')),
      'policy',
    ),
    store: attempt(() => storedAs(config), 'store'),
    historyRetention: attempt(
      () => duration(config, 'history.retention', defaultHistoryRetention),
      'history.retention',
    ),
  };

  function limit(name: keyof typeof defaultScan.limits) {
    const key = `scan.limits.${name}`;
    return attempt(
      () => wholeNumber(config, key, defaultScan.limits[name]),
      key,
    );
  }

  if (problems.length > 0) {
    throw new InputError(
      `The configuration of the Dockerfile Scorecard is not valid:\n${problems
        .map(problem => `  - ${problem}`)
        .join('\n')}`,
    );
  }
  // Every undefined value above came with a problem.
  return result as ScorecardConfig;
}

function wholeNumber(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`must be a whole number from 1 on, not ${value}`);
  }
  return value;
}

function storedAs(config: Config | undefined): StoredAs {
  const value = config?.getOptionalString('store') ?? 'masked';
  const mode = storageModes.find(candidate => candidate === value);
  if (mode === undefined) {
    throw new Error(
      `must be one of ${storageModes.join(', ')}, not "${value}"`,
    );
  }
  return mode;
}

function duration(
  config: Config | undefined,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config?.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function filterQuery(
  config: Config | undefined,
  key: string,
): EntityFilterQuery | undefined {
  const value = config?.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  const alternatives = [value].flat();
  for (const alternative of alternatives) {
    if (!isFilter(alternative)) {
      throw new Error(
        'must be an object of entity fields and the values they may have, e.g. { kind: Component, spec.type: [service] }, or a list of such objects',
      );
    }
  }
  return alternatives as EntityFilterQuery;
}

function isFilter(value: unknown): value is Record<string, string | string[]> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value)
      .flat()
      .every(item => typeof item === 'string')
  );
}
