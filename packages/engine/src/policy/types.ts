import type { OwnImage } from '../images/types';
import type { EarnedLevel, Level, Severity } from '../verdict';

export type Profile = 'recommended' | 'strict' | 'all';

/** What a policy says of one rule. */
export interface RuleSetting {
  enabled: boolean;
  severity: Severity;
  /** The level that needs it; undefined gates nothing. */
  level?: EarnedLevel;
  /** ISO date from which it gates; before it the rule is announced and counted. */
  from?: string;
  options: Readonly<Record<string, unknown>>;
}

/**
 * What the `.dockerfile-scorecard.yaml` of a repository may change: nothing, what makes the verdict stricter (`stricter`), or
 * everything (`any`).
 */
export type RepositoryFreedom = 'off' | 'stricter' | 'any';

/** Rules, levels, options and allowed images in force. */
export interface Policy {
  profile: Profile;
  rules: Readonly<Record<string, RuleSetting>>;
  /** Products whose paid extended support the fleet has, e.g. `ubuntu` with Ubuntu Pro. */
  extendedSupport: readonly string[];
  /** Own registries that mirror public images: prefix → prefix it stands for. */
  mirrors: Readonly<Record<string, string>>;
  /** Facts of own images: reference glob → the known image it is built on. */
  ownImages: Readonly<Record<string, OwnImage>>;
  repositorySettings: RepositoryFreedom;
  hash: string;
}

/** The `policy` part of the configuration, before it is checked. */
export interface PolicyConfig {
  profile?: Profile;
  rules?: Record<
    string,
    | 'off'
    | {
        level?: Level;
        severity?: Severity;
        from?: string;
        options?: Record<string, unknown>;
      }
  >;
  allowedImages?: string[];
  extendedSupport?: string[];
  mirrors?: Record<string, string>;
  ownImages?: Record<string, OwnImage>;
  /** `stricter` unless said. */
  repositorySettings?: RepositoryFreedom;
}
