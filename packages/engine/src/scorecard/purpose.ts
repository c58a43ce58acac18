import { baseName, directoryOf } from '../contents/paths';

/** What a Dockerfile is there for: what the service ships, or the work on it. @public */
export type DockerfilePurpose = 'service' | 'development';

const DEVELOPMENT_FOLDERS: ReadonlySet<string> = new Set([
  '.devcontainer',
  '.github',
  '.gitlab',
  '.circleci',
  '.ci',
  'ci',
  'dev',
  'devel',
  'development',
]);

const DEVELOPMENT_NAME =
  /^(?:Dockerfile|Containerfile)[._-](?:dev|devel|development|devcontainer|ci|test|tests|testing|lint)$|^(?:dev|devel|development|devcontainer|ci|test|tests|testing|lint)\.(?:Dockerfile|dockerfile|Containerfile)$/;

/**
 * Dev containers and images of CI are judged, but do not decide the level of a service.
 *
 * @param path - relative to the folder of the service
 * @public
 */
export function purposeOf(path: string): DockerfilePurpose {
  const folders = directoryOf(`/${path}`).slice(1).split('/');
  return DEVELOPMENT_NAME.test(baseName(path)) ||
    folders.some(folder => DEVELOPMENT_FOLDERS.has(folder))
    ? 'development'
    : 'service';
}
