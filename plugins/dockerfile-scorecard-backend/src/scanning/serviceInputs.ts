import { findBuildContext } from 'dockerfile-scorecard-engine';
import type { RepositoryContent } from 'backstage-plugin-dockerfile-scorecard-node';
import { ANNOTATION_PATHS } from 'backstage-plugin-dockerfile-scorecard-common';
import type { ServiceRow } from '../database';
import type { StoredDockerfile } from '../database/operations';
import type { EvaluationInput } from '../evaluation';
import type { DockerfileSelector } from './selectDockerfiles';

/** What is to be judged of one service. */
export type ServiceInputs = { service: ServiceRow } & (
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
  services: readonly ServiceRow[];
  selector: DockerfileSelector;
  reading: RepositoryContent;
}): Promise<ServiceInputs[]> {
  const { services, selector, reading } = options;
  const oversized = new Set(reading.oversized);
  const texts = new Map<string, string>();
  for (const path of reading.files) {
    if (selector.isWanted(path) && !oversized.has(path)) {
      texts.set(path, await reading.read(path));
    }
  }
  const repository = { files: reading.files, texts };
  const selected = selector.select(reading.files);

  return services
    .filter(service => service.state !== 'excluded')
    .map(service => {
      const paths = selected.get(service.entity_ref) ?? [];
      const tooLarge = paths.find(path => oversized.has(path));
      if (tooLarge !== undefined) {
        return {
          kind: 'failed',
          service,
          reason: `${tooLarge} is larger than dockerfileScorecard.scan.limits.maxFileSize allows`,
        };
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

/** Takes the Dockerfiles of each service from the store; services without a result stay out. */
export function inputsFromStore(options: {
  services: readonly ServiceRow[];
  dockerfiles: readonly StoredDockerfile[];
}): ServiceInputs[] {
  return options.services
    .filter(service => service.state === 'scored')
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
        })),
    }));
}

function reasonForNone(
  service: ServiceRow,
  paths: readonly string[],
): string | undefined {
  return paths.length === 0 && service.paths
    ? `No file matches the annotation ${ANNOTATION_PATHS}: "${service.paths}"`
    : undefined;
}

/** A Dockerfile that the annotation takes from elsewhere keeps its path from the root. */
function pathFromFolder(folder: string, path: string): string {
  return folder !== '' && path.startsWith(`${folder}/`)
    ? path.slice(folder.length + 1)
    : path;
}
