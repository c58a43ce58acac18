import { baseImagesData } from '../facts/baseImages';
import { RULES } from '../rules/registry';
import type { RuleDefinition } from '../rules/defineRule';
import { hashOf, LEVELS, SEVERITIES } from '../verdict';
import type {
  Policy,
  PolicyConfig,
  Profile,
  RepositoryFreedom,
  RuleSetting,
} from './types';

const PROFILES: readonly Profile[] = ['recommended', 'strict', 'all'];
const FREEDOMS: readonly RepositoryFreedom[] = ['off', 'stricter', 'any'];
const KEYS: readonly string[] = [
  'profile',
  'rules',
  'allowedImages',
  'extendedSupport',
  'mirrors',
  'ownImages',
  'repositorySettings',
];
/** The rule that reads `allowedImages`. */
export const ALLOWED_IMAGES = 'image-not-allowed';
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inProfile(rule: RuleDefinition, profile: Profile): boolean {
  switch (rule.profile ?? 'recommended') {
    case 'recommended':
      return true;
    case 'strict':
      return profile !== 'recommended';
    default:
      return profile === 'all';
  }
}

class PolicyReader {
  readonly problems: string[] = [];

  constructor(private readonly config: Record<string, unknown>) {}

  oneOf<T extends string>(
    path: string,
    value: unknown,
    allowed: readonly T[],
  ): T | undefined {
    if (value === undefined) return undefined;
    const found = allowed.find(candidate => candidate === value);
    if (found === undefined)
      this.problems.push(
        `${path} must be one of ${allowed.join(', ')}, but is ${JSON.stringify(
          value,
        )}`,
      );
    return found;
  }

  strings(path: string, value: unknown): string[] | undefined {
    if (value === undefined) return undefined;
    if (Array.isArray(value) && value.every(item => typeof item === 'string'))
      return value;
    this.problems.push(
      `${path} must be a list of texts, e.g. ["docker.io/library/python:*"]`,
    );
    return undefined;
  }

  record(path: string, value: unknown): Record<string, unknown> {
    if (value === undefined) return {};
    if (isRecord(value)) return value;
    this.problems.push(`${path} must be an object`);
    return {};
  }

  mirrors(): Record<string, string> {
    const result: Record<string, string> = {};
    for (const [prefix, target] of Object.entries(
      this.record('mirrors', this.config.mirrors),
    )) {
      if (typeof target === 'string') result[prefix] = target;
      else
        this.problems.push(
          `mirrors["${prefix}"] must be the prefix that it stands for, e.g. "docker.io/"`,
        );
    }
    return result;
  }

  extendedSupport(): string[] {
    const products =
      this.strings('extendedSupport', this.config.extendedSupport) ?? [];
    for (const product of products) {
      if (!(product in baseImagesData.support))
        this.problems.push(
          `extendedSupport has ${JSON.stringify(
            product,
          )}, which is not a product with support dates; use names of endoflife.date such as "ubuntu"`,
        );
    }
    return products;
  }

  ownImages(): Policy['ownImages'] {
    const result: Record<string, Policy['ownImages'][string]> = {};
    for (const [glob, value] of Object.entries(
      this.record('ownImages', this.config.ownImages),
    )) {
      const path = `ownImages["${glob}"]`;
      const facts = this.record(path, value);
      for (const key of Object.keys(facts)) {
        if (!['like', 'user', 'supportedUntil'].includes(key))
          this.problems.push(
            `${path}.${key} is not known; use like, user or supportedUntil`,
          );
        else if (typeof facts[key] !== 'string')
          this.problems.push(`${path}.${key} must be a text`);
      }
      result[glob] = facts;
    }
    return result;
  }

  setting(rule: RuleDefinition, profile: Profile, value: unknown): RuleSetting {
    const setting: RuleSetting = {
      enabled: inProfile(rule, profile),
      severity: rule.severity,
      ...(rule.level && { level: rule.level }),
      options: rule.options ?? {},
    };
    if (value === undefined) return setting;
    if (value === 'off') return { ...setting, enabled: false };
    const path = `rules["${rule.id}"]`;
    if (!isRecord(value)) {
      this.problems.push(
        `${path} must be "off" or an object with level, severity, from or options`,
      );
      return setting;
    }
    for (const key of Object.keys(value)) {
      if (!['level', 'severity', 'from', 'options'].includes(key))
        this.problems.push(
          `${path}.${key} is not known; use level, severity, from or options`,
        );
    }
    const level = this.oneOf(`${path}.level`, value.level, LEVELS);
    const severity = this.oneOf(`${path}.severity`, value.severity, SEVERITIES);
    const from = value.from;
    if (
      from !== undefined &&
      (typeof from !== 'string' || !ISO_DATE.test(from))
    )
      this.problems.push(`${path}.from must be a date such as 2027-01-31`);
    const options = this.record(`${path}.options`, value.options);
    for (const key of Object.keys(options)) {
      if (!(key in (rule.options ?? {}))) {
        const known = Object.keys(rule.options ?? {});
        this.problems.push(
          `${path}.options.${key} is not known; ${
            known.length ? `use ${known.join(', ')}` : 'the rule has no options'
          }`,
        );
      }
    }
    const { level: ownLevel, ...rest } = setting;
    const asked = level ?? ownLevel;
    const gate = asked === 'none' ? undefined : asked;
    return {
      ...rest,
      enabled: true,
      ...(gate && { level: gate }),
      ...(severity && { severity }),
      ...(typeof from === 'string' && { from }),
      options: { ...setting.options, ...options },
    };
  }
}

/** A policy, and what is wrong with the configuration that it is made from. */
export function readPolicyConfig(config: Record<string, unknown>): {
  policy: Policy;
  problems: string[];
} {
  const reader = new PolicyReader(config);
  for (const key of Object.keys(config)) {
    if (!KEYS.includes(key)) {
      reader.problems.push(
        `${key} is not known; use ${KEYS.slice(0, -1).join(', ')} or ${
          KEYS[KEYS.length - 1]
        }`,
      );
    }
  }
  const profile =
    reader.oneOf('profile', config.profile, PROFILES) ?? 'recommended';
  const given = reader.record('rules', config.rules);
  const known = new Set(RULES.map(({ id }) => id));
  for (const id of Object.keys(given)) {
    if (!known.has(id))
      reader.problems.push(
        `rules["${id}"] is no rule; \`dockerfile-scorecard rules\` lists them`,
      );
  }
  const rules: Record<string, RuleSetting> = {};
  for (const rule of RULES)
    rules[rule.id] = reader.setting(rule, profile, given[rule.id]);
  const allowedImages = reader.strings('allowedImages', config.allowedImages);
  if (allowedImages)
    rules[ALLOWED_IMAGES] = {
      ...rules[ALLOWED_IMAGES],
      options: { images: allowedImages },
    };
  const policy = {
    profile,
    rules,
    extendedSupport: reader.extendedSupport(),
    mirrors: reader.mirrors(),
    ownImages: reader.ownImages(),
    repositorySettings:
      reader.oneOf('repositorySettings', config.repositorySettings, FREEDOMS) ??
      'stricter',
  };
  return {
    policy: { ...policy, hash: hashOf(JSON.stringify(policy)) },
    problems: reader.problems,
  };
}

/**
 * Checks the policy part of a configuration and fills in what it leaves open.
 *
 * @throws Error that lists every problem with its path.
 *
 * @example
 * ```ts
 * const policy = resolvePolicy({ rules: { 'eol-base': { severity: 'critical' } } });
 * expect(policy.rules['eol-base'].severity).toBe('critical');
 * ```
 * @public
 */
export function resolvePolicy(config: PolicyConfig = {}): Policy {
  if (!isRecord(config)) throw new Error('the policy must be an object');
  const { policy, problems } = readPolicyConfig(config);
  if (problems.length > 0) {
    throw new Error(
      `The policy has ${problems.length} problem${
        problems.length > 1 ? 's' : ''
      }:\n${problems.map(problem => `- ${problem}`).join('\n')}`,
    );
  }
  return policy;
}

let recommended: Policy | undefined;

/** The policy that holds when nobody configured one. @public */
export function defaultPolicy(): Policy {
  recommended ??= resolvePolicy();
  return recommended;
}
