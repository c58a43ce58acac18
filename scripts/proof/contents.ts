/** Compares what the engine says of the contents of an image with its mounted file system. */
import type { EngineView } from './engine';
import { metadataOf, stands, throughLinks } from './fileSystem';

export interface Contradiction {
  engine: string;
  reality: string;
}

type Install = ReturnType<EngineView['build']['allInstalls']>[number];

/** Paths in which the machinery of a build leaves files of its own. */
const MACHINERY =
  /^\/(?:dev|proc|run|sys|tmp|var\/cache\/(?:apt|ldconfig)|var\/lib\/(?:apt|dpkg)|var\/log|etc\/(?:hosts|resolv\.conf|ld\.so\.cache|mtab))(?:\/|$)/;

/** Distributions that an install certainly brings: those of the command line and of known requirements. */
function named(
  { distributions, requirements }: Install,
  manifests: Readonly<Record<string, string>>,
): string[] {
  const listed = requirements.flatMap(path => {
    const text = manifests[path.slice(path.lastIndexOf('/') + 1)] ?? '';
    return [...text.matchAll(/^([A-Za-z][\w.-]*)==/gm)].map(([, name]) => name);
  });
  return [...distributions, ...listed];
}

/** What the engine says is in the image stands there. */
export function checkShipped(
  { build, evaluation }: EngineView,
  mount: string,
  made: readonly string[],
  manifests: Readonly<Record<string, string>>,
): Contradiction[] {
  const wrong: Contradiction[] = [];
  const target = evaluation.stages.find(({ isTarget }) => isTarget);
  for (const { path, kind, label, fate } of target?.artifacts ?? []) {
    if (fate === 'ships' && !stands(mount, path)) {
      wrong.push({
        engine: `${kind} ${label} at ${path} ships`,
        reality: `nothing stands at ${path}`,
      });
    }
  }
  for (const { path, content } of build.target?.state.fs.entries ?? []) {
    if (content.kind !== 'packages' || content.install.certainty !== 'always')
      continue;
    for (const name of named(content.install, manifests)) {
      const pattern = metadataOf(name);
      if (
        !made.some(
          file =>
            pattern.test(file) && isBelow(file, throughLinks(mount, path)),
        )
      ) {
        wrong.push({
          engine: `${name} is installed at ${path}`,
          reality: `no metadata of ${name} there`,
        });
      }
    }
  }
  return wrong;
}

function isBelow(file: string, path: string): boolean {
  const pattern = new RegExp(
    `^${path
      .split('*')
      .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]*')}/`,
  );
  return pattern.test(file);
}

/** What the engine says was left behind is nowhere in the image. */
export function checkLeftBehind(
  { build, evaluation }: EngineView,
  made: readonly string[],
  manifests: Readonly<Record<string, string>>,
): Contradiction[] {
  const left = evaluation.stages.flatMap(({ artifacts, index }) =>
    artifacts
      .filter(({ fate }) => fate === 'left-behind')
      .map(({ path, line }) => ({ path, line, index })),
  );
  return left.flatMap(({ path, line, index }) => {
    const installs = build
      .installsIn(index)
      .filter(({ place }) => place.range.start.line === line);
    return installs.flatMap(install =>
      named(install, manifests).flatMap(name => {
        const there = made.find(file => metadataOf(name).test(file));
        return there === undefined
          ? []
          : [
              {
                engine: `${name} at ${path} of stage ${index} is left behind`,
                reality: `${there} is in the image`,
              },
            ];
      }),
    );
  });
}

/** Nothing that the build has put into the image is absent for the engine. */
export function checkAbsent(
  { build }: EngineView,
  made: readonly string[],
): Contradiction[] {
  const { target } = build;
  if (!target) return [];
  return made
    .filter(
      path =>
        !MACHINERY.test(path) &&
        !/__pycache__/.test(path) &&
        target.holds(path).state === 'absent',
    )
    .map(path => ({
      engine: `${path} is absent`,
      reality: 'it stands in the image',
    }));
}
