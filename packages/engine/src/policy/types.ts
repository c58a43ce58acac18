import type { Level, Severity } from '../scorecard/types';

export type Profile = 'recommended' | 'strict' | 'all';

/** What a policy says of one rule. */
export interface RuleSetting {
  enabled: boolean;
  severity: Severity;
  /** The level that needs it; undefined gates nothing. */
  level?: Exclude<Level, 'none'>;
  /** ISO date from which it gates; before it the rule is announced and counted. */
  from?: string;
  options: Readonly<Record<string, unknown>>;
}

/** Rules, levels, options and allowed images in force. */
export interface Policy {
  profile: Profile;
  rules: Readonly<Record<string, RuleSetting>>;
  /** Globs over normalised references, e.g. `docker.io/library/python:*`. Undefined allows every image. */
  allowedImages?: readonly string[];
  /** Own registries that mirror public images: prefix → prefix it stands for. */
  mirrors: Readonly<Record<string, string>>;
  /** Facts of own images: reference glob → the known image it is built on. */
  ownImages: Readonly<Record<string, OwnImage>>;
  hash: string;
}

/** An own image: `like` names a public image whose facts hold for it; single facts override. */
export interface OwnImage {
  like?: string;
  user?: string;
  supportedUntil?: string;
}

/** The `policy` part of the configuration, before it is checked. */
export interface PolicyConfig {
  profile?: Profile;
  rules?: Record<
    string,
    | 'off'
    | {
        level?: Exclude<Level, 'none'> | 'none';
        severity?: Severity;
        from?: string;
        options?: Record<string, unknown>;
      }
  >;
  allowedImages?: string[];
  mirrors?: Record<string, string>;
  ownImages?: Record<string, OwnImage>;
}
