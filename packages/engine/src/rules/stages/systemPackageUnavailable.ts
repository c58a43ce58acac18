import { isReleaseMarked } from '../../contents/python/externallyManaged';
import type { ImageFacts } from '../../images';
import { textOf } from '../../contents/arguments';
import type { PackageEvent, StageState } from '../../contents/stageState';
import { failWith, notApplicable, type Draft } from '../../verdict';
import { missingAptKey } from '../../questions/aptKey';
import type { Build } from '../../questions/build';
import {
  installWithoutLists,
  type InstallWithoutLists,
} from '../../questions/packageLists';
import { namesSystemPaths } from '../../questions/python/systemPaths';
import { renamedIn, runsPython2 } from '../../questions/renamedPackages';
import { stopsBuild } from '../../questions/packageSources';
import { defineRule } from '../defineRule';
import { imageName, listOf, fitting } from '../python/words';
import { ownNameOf } from '../../facts/foreignPackages';

const SYSTEMS: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  alpine: 'Alpine',
};

/** Files that name further places to get packages from. */
const SOURCES = /\/etc\/apt\b|\/etc\/apk\b/;

/** Packages come from elsewhere, too. */
function hasOtherSources(state: StageState): boolean {
  return (
    state.fs.entries.some(
      ({ path, content }) => SOURCES.test(path) && content.kind !== 'cache',
    ) ||
    state.calls.some(
      ({ name, args }) =>
        /^(?:add-apt-repository|apt-add-repository|apt-key)$/.test(name) ||
        args.some(
          word =>
            SOURCES.test(textOf(word) ?? word.raw) ||
            /^(?:-X|--repository|-t|--target-release)\b/.test(word.raw),
        ),
    )
  );
}

export const systemPackageUnavailable = defineRule({
  id: 'system-package-unavailable',
  title: 'The release of the base image does not have a package',
  passing: 'The release of the base image has the packages',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds packages that `apt-get install` or `apk add` name and that the Debian, Ubuntu or Alpine release of the base image dropped or renamed, or that only another distribution calls so; `apt-get install` where nothing has fetched package lists before, and apt-key, which Debian 13 and Ubuntu 25.04 no longer have.',
    why: 'The build stops: "Unable to locate package". It happens by itself when a tag moves to the next release: `python:3.12-slim` went from bookworm to trixie on 2025-08-12.',
    example:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y libgl1-mesa-glx',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends libgl1',
    exceptions: 'Where other sources of packages are added, nothing is said.',
  },
  check(build) {
    const { target } = build;
    const findings: Draft[] = [];
    let asked = false;
    for (const stage of build.stages) {
      const state = build.states[stage.index];
      if (!state || (!stage.reachable && stage.index !== target?.stage.index))
        continue;
      const events = state.packages.filter(
        ({ action, place, manager }) =>
          action === 'install' &&
          place.stage === stage.index &&
          (manager === 'apt' || manager === 'apk'),
      );
      if (events.length === 0) continue;
      asked = true;
      findings.push(...draftsOfAptKey(build, state));
      const withoutLists = installWithoutLists(build, stage, state);
      if (withoutLists) {
        findings.push(draftOfLists(state, withoutLists));
        asked = true;
      }
      if (hasOtherSources(state)) continue;
      findings.push(...events.flatMap(event => draftsOf(build, state, event)));
    }
    return asked
      ? failWith(findings)
      : notApplicable('No packages of Debian, Ubuntu or Alpine are installed.');
  },
});

function draftsOfAptKey(build: Build, { stage, image }: StageState): Draft[] {
  const range = missingAptKey(build, stage);
  return range && image
    ? [
        {
          message: `\`apt-key\` (line ${
            range.start.line
          }) is no longer a part of apt in ${imageName(
            image.reference.text,
          )}, so the build stops. Save the key in /etc/apt/keyrings, and name it in the source with \`signed-by\`.`,
          range,
        },
      ]
    : [];
}

function draftOfLists(
  state: StageState,
  { event, removed }: InstallWithoutLists,
): Draft {
  const line = event.range.start.line;
  const why = removed
    ? `line ${removed.step.range.start.line} removes the package lists`
    : `${imageName(
        state.image?.reference.text ?? 'the base image',
      )} comes without package lists`;
  return {
    message: `\`apt-get install\` (line ${line}) finds no packages, because ${why}: the build stops. Write \`apt-get update && apt-get install …\` in one RUN.`,
    range: event.range,
  };
}

/** pip of the operating system refuses to install beside its packages. */
function needsEnvironment(
  { calls }: StageState,
  image: ImageFacts,
  successors: readonly string[],
): boolean {
  return (
    isReleaseMarked(image) &&
    (successors.some(name => /^py(?:thon)?3-pip$/.test(name)) ||
      (successors.some(name => /^python/.test(name)) &&
        calls.some(({ program }) => /^pip[\d.]*$/.test(program))))
  );
}

function cureOf(
  build: Build,
  state: StageState,
  image: ImageFacts,
  successors: readonly string[],
  most: number,
): string {
  if (successors.length === 0) return 'Find a substitute.';
  const install = `nstall ${listOf(successors, most)} instead`;
  const isPython = successors.some(name =>
    /^py(?:thon)?3?-|^python/.test(name),
  );
  const cure =
    isPython && runsPython2([state])
      ? `Port the code to Python 3, and i${install}`
      : `I${install}`;
  if (!needsEnvironment(state, image, successors)) return `${cure}.`;
  return namesSystemPaths(build)
    ? `${cure}, and pip with \`--break-system-packages\`.`
    : `${cure}, and use pip in a virtual environment.`;
}

function draftsOf(
  build: Build,
  state: StageState,
  event: PackageEvent,
): Draft[] {
  const { image } = state;
  const system = SYSTEMS[image?.os ?? ''];
  if (
    !image?.osRelease ||
    !system ||
    event.manager !== (image.os === 'alpine' ? 'apk' : 'apt') ||
    !stopsBuild(build, event)
  )
    return [];
  const found = event.names.flatMap(name => {
    const renamed = renamedIn([state], image, name);
    const successor = renamed ? renamed.successor : ownNameOf(image.os, name);
    return renamed || successor ? [{ name, successor }] : [];
  });
  if (found.length === 0) return [];
  const stage = build.stages[state.stage];
  const successors = found.flatMap(({ successor }) => successor ?? []);
  return [
    {
      message: fitting(
        ...[3, 2, 1].map(
          most =>
            `${system} ${image.osRelease} (${imageName(
              image.reference.text,
            )}) has no package${found.length > 1 ? 's' : ''} ${listOf(
              found.map(({ name }) => name),
              most,
            )}, so the build stops. ${cureOf(
              build,
              state,
              image,
              [...new Set(successors)],
              most,
            )}`,
        ),
      ),
      range: event.range,
      trace: [
        build.trace(
          build.bottomOf(stage).baseRange,
          `${system} ${image.osRelease}`,
        ),
      ],
    },
  ];
}
