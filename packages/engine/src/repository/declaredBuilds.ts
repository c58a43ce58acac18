import { baseName } from '../contents/paths';
import { isSideName } from '../graph/serviceStage';
import type { Instruction } from '../syntax';
import { buildsOfBake, isBakeFile } from './bakeFiles';
import { buildsOfScript, isBuildScript } from './buildCommands';
import { buildsOfCompose, buildsOfWorkflow, isYaml } from './yamlBuilds';

/** A build of a Dockerfile that a file of the repository describes; paths are relative to its root. */
export interface DeclaredBuild {
  dockerfile: string;
  /** Folder that is given to `docker build`; empty for the root. */
  folder: string;
  /** Stage to build; the last one where it is not named. */
  target: string | undefined;
}

/** What a pipeline builds is what ships; a compose file may be there to develop. */
const READERS: readonly {
  reads: (path: string) => boolean;
  builds: (path: string, text: string) => DeclaredBuild[];
}[] = [
  {
    reads: path => /^\.github\/workflows\/[^/]+$/.test(path) && isYaml(path),
    builds: (_, text) => buildsOfWorkflow(text),
  },
  { reads: isBakeFile, builds: buildsOfBake },
  { reads: isBuildScript, builds: (_, text) => buildsOfScript(text) },
  { reads: isServiceCompose, builds: buildsOfCompose },
];

/** `compose.dev.yaml`, `docker-compose.test.yml` and overrides tell how the service is worked on. */
const FOR_WORK =
  /[.-](?:dev|devel|development|override|test|tests|testing|e2e|ci|local|debug|lint|docs)[.-]/i;

function isCompose(path: string): boolean {
  return /^(?:docker-)?compose[\w.-]*\.ya?ml$/.test(baseName(path));
}

function isServiceCompose(path: string): boolean {
  return isCompose(path) && !FOR_WORK.test(baseName(path));
}

/** Whether the text of a file may say how images are built. */
export function declaresBuilds(path: string): boolean {
  return READERS.some(({ reads }) => reads(path));
}

function stageNames(
  instructions: readonly Instruction[],
): (string | undefined)[] {
  return instructions
    .filter(({ keyword }) => keyword === 'FROM')
    .map(({ args }) => args[2]?.toLowerCase());
}

/** What each kind of file of a repository builds, in the order of what is believed first. */
type Builds = readonly (readonly DeclaredBuild[])[];

/** A repository with many Dockerfiles has its files read once. */
const known = new WeakMap<ReadonlyMap<string, string>, Builds>();

function buildsOf(texts: ReadonlyMap<string, string>): Builds {
  const read =
    known.get(texts) ??
    READERS.map(({ reads, builds }) =>
      [...texts]
        .filter(([path]) => reads(path))
        .flatMap(([path, content]) => builds(path, content)),
    );
  known.set(texts, read);
  return read;
}

/**
 * How a Dockerfile is built for production, where compose files, bake files, workflows, Makefiles or scripts of the repository say
 * so. Of several that say different things nothing is taken.
 */
export function declaredBuild(
  dockerfile: string,
  instructions: readonly Instruction[],
  texts: ReadonlyMap<string, string>,
): { folder?: string; target?: string } {
  const stages = stageNames(instructions);
  for (const builds of buildsOf(texts)) {
    const found = builds.filter(
      build =>
        build.dockerfile === dockerfile &&
        !isSideName(build.target) &&
        (build.target === undefined || isStage(stages, build.target)),
    );
    if (found.length === 0) continue;
    const folders = new Set(found.map(({ folder }) => folder));
    const targets = new Set(found.map(({ target }) => target));
    const [folder] = folders;
    const [target] = targets;
    return {
      ...(folders.size === 1 && { folder }),
      ...(targets.size === 1 && target !== undefined && { target }),
    };
  }
  return {};
}

function isStage(
  stages: readonly (string | undefined)[],
  target: string,
): boolean {
  return (
    stages.includes(target.toLowerCase()) ||
    (/^\d+$/.test(target) && Number(target) < stages.length)
  );
}
