import type { ScmIntegrationRegistry } from '@backstage/integration';

/** A changed file, by its path in the repository. */
export interface ChangedFile {
  path: string;
  text: string;
}

/** What is to be reviewed, and where. */
export interface Proposal {
  integrations: ScmIntegrationRegistry;
  host: string;
  /** A part of the address of the repository, ready for a URL: `owner`, `repo`, … @throws InputError for one that is not given */
  part(name: string): string;
  branch: string;
  title: string;
  description: string;
  files: readonly ChangedFile[];
  signal?: AbortSignal;
}

/** Opens a pull request and gives its address. */
export type Opener = (proposal: Proposal) => Promise<string>;
