/** What a repository sets for itself, as its `.dockerfile-scorecard.yaml` says. */
export interface RepositorySettings {
  /** Relative to the root of the repository. */
  path: string;
  /** The settings of the file, unchecked; undefined where it cannot be read. */
  config?: Readonly<Record<string, unknown>>;
  /** Why it cannot be read. */
  problem?: string;
}

/** What is known of the build context. Absent means unknown, `null` means known not to exist. */
export interface BuildContext {
  /** Paths relative to the context root, with forward slashes. */
  files?: readonly string[];
  dockerignore?: string | null;
  /** Text of manifests (requirements.txt, pyproject.toml, …) by path. */
  manifests?: Readonly<Record<string, string>>;
  /** Name or index of the stage that is shipped. */
  target?: string;
  /** The context is a folder of the repository and not its root, where .git is. */
  isBelowRoot?: boolean;
  /** Renovate or Dependabot is set up for the repository. */
  hasUpdateBot?: boolean;
  /** Settings of the repository, which hold as far as the policy lets them. */
  settings?: RepositorySettings;
}
