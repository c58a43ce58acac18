import type { RepositorySettings } from '../contents/buildContext';
import { compareSeverities, rankOfLevel, type EarnedLevel } from '../verdict';
import { ALLOWED_IMAGES, readPolicyConfig } from './resolvePolicy';
import type { Policy, PolicyConfig, RuleSetting } from './types';

/** The policy that holds in a repository. */
export interface AppliedSettings {
  policy: Policy;
  /** Rules whose settings differ from those of the policy of the fleet. */
  changed: Readonly<Record<string, RuleSetting>>;
  /** Settings of the repository that do not hold, each in a sentence without its full stop. */
  problems: readonly string[];
}

/** What a repository says of one rule. */
interface Request {
  id: string;
  own: RuleSetting;
  /** As the settings of the repository alone would have it. */
  asked: RuleSetting;
  /** The words of the file; undefined where it does not name the rule. */
  words: NonNullable<PolicyConfig['rules']>[string] | undefined;
  /** The file names a profile. */
  hasProfile: boolean;
}

/** A rule that a lower level needs keeps more away; one that no level needs keeps nothing away. */
function isLowerLevel(a: EarnedLevel | undefined, b: EarnedLevel | undefined) {
  if (a === undefined) return false;
  return b === undefined || rankOfLevel(a) < rankOfLevel(b);
}

/** Takes what is stricter, and says of the rest why it does not hold. */
function stricterSetting(
  { id, own, asked, words, hasProfile }: Request,
  problems: string[],
): RuleSetting {
  const path = `rules["${id}"]`;
  if (words === 'off') {
    if (own.enabled) problems.push(`${path} may not be turned off here`);
    return own;
  }
  if (words === undefined)
    return hasProfile && asked.enabled && !own.enabled
      ? { ...own, enabled: true }
      : own;
  // a rule that the fleet does not have is the repository's own
  if (!own.enabled) return { ...asked, enabled: true };
  const changes: Partial<RuleSetting> = {};
  if (words.severity !== undefined) {
    const order = compareSeverities(asked.severity, own.severity);
    if (order < 0) changes.severity = asked.severity;
    else if (order > 0)
      problems.push(`${path}.severity may not be lower than ${own.severity}`);
  }
  if (words.level !== undefined && asked.level !== own.level) {
    if (isLowerLevel(asked.level, own.level)) changes.level = asked.level;
    else problems.push(`${path}.level may not be above ${own.level ?? 'none'}`);
  }
  if (words.from !== undefined) {
    if (own.from !== undefined && words.from < own.from)
      changes.from = words.from;
    else if (words.from !== own.from)
      problems.push(`${path}.from may not be later than the fleet's`);
  }
  if (words.options !== undefined)
    problems.push(`${path}.options are set for the whole fleet`);
  return Object.keys(changes).length === 0 ? own : { ...own, ...changes };
}

function anySetting({ own, asked, words, hasProfile }: Request): RuleSetting {
  if (words !== undefined) return asked;
  return hasProfile ? { ...own, enabled: asked.enabled } : own;
}

const FLEET_WIDE = ['extendedSupport', 'mirrors', 'ownImages'] as const;

function apply(policy: Policy, settings: RepositorySettings): AppliedSettings {
  const unchanged = (problem: string): AppliedSettings => ({
    policy,
    changed: {},
    problems: [problem],
  });
  if (!settings.config)
    return unchanged(settings.problem ?? 'it cannot be read');
  if (policy.repositorySettings === 'off')
    return unchanged('repositories may not change the policy');
  const read = readPolicyConfig({ ...settings.config });
  if (read.problems.length > 0)
    return { policy, changed: {}, problems: read.problems };
  const config = settings.config as PolicyConfig;
  const isFree = policy.repositorySettings === 'any';
  const problems: string[] = [];
  const changed: Record<string, RuleSetting> = {};
  for (const [id, own] of Object.entries(policy.rules)) {
    const request: Request = {
      id,
      own,
      asked: read.policy.rules[id],
      words: config.rules?.[id],
      hasProfile: config.profile !== undefined,
    };
    const setting = isFree
      ? anySetting(request)
      : stricterSetting(request, problems);
    if (setting !== own) changed[id] = setting;
  }
  if (config.allowedImages !== undefined) {
    const own = changed[ALLOWED_IMAGES] ?? policy.rules[ALLOWED_IMAGES];
    const { options } = read.policy.rules[ALLOWED_IMAGES];
    if (isFree || !Array.isArray(own.options.images))
      changed[ALLOWED_IMAGES] = { ...own, options };
    else problems.push('allowedImages are set for the whole fleet');
  }
  if (config.repositorySettings !== undefined)
    problems.push('repositorySettings is for the policy of the fleet');
  if (!isFree)
    for (const key of FLEET_WIDE)
      if (config[key] !== undefined)
        problems.push(`${key} are set for the whole fleet`);
  return {
    policy: {
      ...policy,
      rules: { ...policy.rules, ...changed },
      ...(isFree && {
        extendedSupport: [
          ...policy.extendedSupport,
          ...read.policy.extendedSupport,
        ],
        mirrors: { ...policy.mirrors, ...read.policy.mirrors },
        ownImages: { ...policy.ownImages, ...read.policy.ownImages },
      }),
    },
    changed,
    problems,
  };
}

/** Of each policy, those that it became by settings: a fleet has few, and each is asked for with every Dockerfile. */
const known = new WeakMap<Policy, Map<string, AppliedSettings>>();
const MOST_KNOWN = 10_000;

/**
 * The policy of the fleet with what a repository sets for itself, as far as `repositorySettings` of the policy lets it. Settings that do
 * not hold change nothing, and say why.
 */
export function applySettings(
  policy: Policy,
  settings: RepositorySettings | undefined,
): AppliedSettings {
  if (!settings) return { policy, changed: {}, problems: [] };
  let applied = known.get(policy);
  if (!applied || applied.size > MOST_KNOWN) {
    applied = new Map();
    known.set(policy, applied);
  }
  const key = JSON.stringify(settings);
  let found = applied.get(key);
  if (!found) {
    found = apply(policy, settings);
    applied.set(key, found);
  }
  return found;
}
