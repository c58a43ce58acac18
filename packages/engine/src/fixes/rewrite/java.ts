import { resolvePath } from '../../contents/paths';
import { baseImagesData } from '../../facts/baseImages';
import { javaVersionOf } from '../../images/javaVersion';
import { notesOf } from './final';
import type { Service } from './service';
import { filesOfStart, splitSteps, writeStages } from './split';
import { refuse, type Plan } from './types';

/** Variables that only the build reads. */
const BUILD_VARIABLE = /^(?:MAVEN|GRADLE|MVN)_\w+$/;

const BUILD_TOOL = /^(?:mvnw?|gradlew?|javac|ant|sbt)$/;

/** The archive that the container starts. */
function archiveOf({ target }: Service): string {
  const launch = target.launches.find(({ program }) =>
    /(?:^|\/)java$/.test(program),
  );
  const at = launch?.args.indexOf('-jar') ?? -1;
  const name = at < 0 ? undefined : launch?.args[at + 1];
  if (!launch || name === undefined)
    return refuse('The container does not start an archive with `java -jar`.');
  if (name.includes('$') || !launch.cwd.known)
    return refuse('Which archive `java -jar` starts is not known.');
  return resolvePath(launch.cwd.value, name);
}

/** The JRE of the version that the image compiles with; on Alpine where the file is. */
function runtimeOf({ facts }: Service): string {
  const version = javaVersionOf(facts);
  if (version === undefined)
    return refuse('Which version of Java the base image has is not known.');
  if (facts.os === 'alpine') return `eclipse-temurin:${version}-jre-alpine`;
  const tag = `${version}-jre`;
  const precise = (baseImagesData.tags['eclipse-temurin']?.current ?? [])
    .filter(name => name.startsWith(`${tag}-`) && !name.endsWith('-alpine'))
    .sort();
  return `eclipse-temurin:${precise[precise.length - 1] ?? tag}`;
}

/** Splits a service in Java: the build stage compiles, the image gets the archive and a JRE. */
export function planJava(service: Service): Plan {
  if (!service.state.calls.some(({ name }) => BUILD_TOOL.test(name)))
    refuse('Nothing in the file builds the archive.');
  const archive = archiveOf(service);
  const split = splitSteps(service, name => BUILD_VARIABLE.test(name));
  const isPattern = /[*?[]/.test(archive);
  const folder = archive.slice(0, archive.lastIndexOf('/') + 1);
  return {
    language: 'java',
    builderBase: service.base,
    finalBase: runtimeOf(service),
    ...writeStages(service, split, {
      bring: [
        `COPY --from=${service.builder} ${archive} ${
          isPattern ? folder : archive
        }`,
        ...filesOfStart(service),
      ],
      names: split.packages.names,
    }),
    notes: notesOf(split.packages),
  };
}
