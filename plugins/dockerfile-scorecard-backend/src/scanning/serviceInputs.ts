import { findBuildContext } from 'dockerfile-scorecard-engine';
import type { RepositoryContent } from 'backstage-plugin-dockerfile-scorecard-node';
import { ANNOTATION_PATHS } from 'backstage-plugin-dockerfile-scorecard-common';
import type { StoredAs } from '../config';
import type { FullServiceRow } from '../database';
import type { StoredDockerfile } from '../database/operations';
import type { EvaluationInput } from '../evaluation';
import { pathProblem } from './pathProblem';
import type { DockerfileSelector } from './selectDockerfiles';

/** What is to be judged of one service. */
export type ServiceInputs = { service: FullServiceRow } & (
  | {
      kind: 'found';
      inputs: EvaluationInput[];
      /** Why there are none, where some were expected. */
      reason?: string;
    }
  | { kind: 'failed'; reason: string }
);

/** Takes the Dockerfiles of each service, with their contexts, from what was read. */
export async function inputsFromReading(options: {
  services: readonly FullServiceRow[];
  selector: DockerfileSelector;
  reading: RepositoryContent;
}): Promise<ServiceInputs[]> {
  const { services, selector, reading } = options;
  const problems = problemsOf(reading);
  const texts = new Map<string, string>();
  for (const path of reading.files) {
    if (selector.isWanted(path) && !problems.has(path)) {
      const text = await reading.read(path);
      if (text.includes('\0')) {
        problems.set(path, `${path} is not text: it has NUL bytes`);
      } else {
        texts.set(path, text);
      }
    }
  }
  const repository = { files: reading.files, texts };
  const selected = selector.select(reading.files);

  return services
    .filter(service => service.state !== 'excluded')
    .map(service => {
      const paths = selected.get(service.entity_ref) ?? [];
      const [problem] = paths.flatMap(path => problems.get(path) ?? []);
      if (problem !== undefined) {
        return { kind: 'failed', service, reason: problem };
      }
      return {
        kind: 'found',
        service,
        reason: reasonForNone(service, paths),
        inputs: paths.map(path => {
          const text = texts.get(path) ?? '';
          return {
            path,
            evaluatedPath: pathFromFolder(service.folder, path),
            text,
            context: findBuildContext({
              dockerfile: path,
              serviceFolder: service.folder,
              text,
              repository,
            }),
          };
        }),
      };
    });
}

/** Why files of a reading cannot be judged, by path. */
function problemsOf(reading: RepositoryContent): Map<string, string> {
  return new Map([
    ...reading.oversized.map(
      path =>
        [
          path,
          `${path} is larger than dockerfileScorecard.scan.limits.maxFileSize allows`,
        ] as const,
    ),
    ...(reading.unreadable ?? []).map(
      ({ path, reason }) => [path, reason] as const,
    ),
    ...reading.files.flatMap(path => {
      const problem = pathProblem(path);
      return problem ? [[path, problem] as const] : [];
    }),
  ]);
}

/** Whether what is in the store is enough to judge it again and to keep it as `store` says. */
export function canBeJudgedAgain(
  dockerfiles: readonly StoredDockerfile[],
  store: StoredAs,
): boolean {
  return dockerfiles.every(
    ({ stored_as }) =>
      stored_as === 'full' || (stored_as === 'masked' && store !== 'full'),
  );
}

/** Takes the Dockerfiles of each service from the store; services without a result stay out. */
export function inputsFromStore(options: {
  services: readonly FullServiceRow[];
  dockerfiles: readonly StoredDockerfile[];
}): ServiceInputs[] {
  return options.services
    .filter(
      service => service.state === 'scored' || service.state === 'not-judged',
    )
    .map(service => ({
      kind: 'found',
      service,
      inputs: options.dockerfiles
        .filter(dockerfile => dockerfile.entity_ref === service.entity_ref)
        .map(dockerfile => ({
          path: dockerfile.path,
          evaluatedPath: dockerfile.evaluated_path,
          text: dockerfile.text,
          context: JSON.parse(dockerfile.context),
          stored: {
            storedAs: dockerfile.stored_as,
            masked: JSON.parse(dockerfile.masked ?? '[]'),
          },
        })),
    }));
}

function reasonForNone(
  service: FullServiceRow,
  paths: readonly string[],
): string | undefined {
  return paths.length === 0 && service.paths
    ? `No Dockerfile in the folder of the service matches the annotation ${ANNOTATION_PATHS}: "${service.paths}"`
    : undefined;
}

/** A Dockerfile that the annotation takes from elsewhere keeps its path from the root. */
function pathFromFolder(folder: string, path: string): string {
  return folder !== '' && path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : path;
}
