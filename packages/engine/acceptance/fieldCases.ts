import {
  findBuildContext,
  isDockerfileName,
  isDockerignore,
  isManifest,
  resolvePolicy,
  type EvaluationInput,
  type RepositoryFiles,
} from '../src';

const policy = resolvePolicy({ profile: 'recommended' });

/** A small repository, and what must and must not be found in it. */
export interface FieldCase {
  id: string;
  /** Texts by path. */
  files: Record<string, string>;
  /** Rules of which one must fire. */
  find?: string[];
  /** Rules or severities of which none may be found. */
  avoid?: string[];
  /** A text that one of the findings of `find` contains. */
  message?: string;
  /** The most findings that a rule may have. */
  atMost?: Record<string, number>;
}

/** What `dockerfile-scorecard check FOLDER` reads of a repository: the list of its files, and the texts that say something. */
function repositoryOf(files: FieldCase['files']): RepositoryFiles {
  const texts = Object.entries(files).filter(
    ([path]) => isManifest(path) || isDockerignore(path),
  );
  return { files: Object.keys(files).sort(), texts: new Map(texts) };
}

/** The Dockerfiles of a repository, with what is known around each. */
export function inputsOf(
  files: FieldCase['files'],
  today: string,
): EvaluationInput[] {
  const repository = repositoryOf(files);
  return Object.entries(files)
    .filter(([path]) => isDockerfileName(path))
    .map(([path, text]) => {
      const { hasUpdateBot, ...context } = findBuildContext({
        dockerfile: path,
        text,
        repository,
      });
      return { path, text, context, policy, today };
    });
}
