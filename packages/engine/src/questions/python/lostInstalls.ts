import { installsOnlyTools } from '../../contents/python/requirements';
import type { CopyEvent, Install, PythonEnvironment } from '../../contents';
import type { StageState } from '../../contents/stageState';
import type { Stage } from '../../graph';
import { remembered, type Build } from '../build';
import { startsWithoutPackages } from './standardLibrary';

/** Why packages of a build stage are not in the image. */
export type LossKind = 'left-behind' | 'user' | 'bypassed' | 'wheels';

/** Packages that a build stage installs and that never reach the image. */
export interface LostInstall {
  install: Install;
  stage: Stage;
  kind: LossKind;
  /** The environment that travels empty (`bypassed`). */
  environment?: PythonEnvironment;
  /** A COPY of the image from that stage. */
  copy: CopyEvent | undefined;
}

/** COPY instructions of the image's own layers. */
export const ownCopies = remembered(findOwnCopies);

function findOwnCopies(build: Build): CopyEvent[] {
  const { target } = build;
  return target
    ? target.state.copies.filter(({ place }) => target.inChain(place.stage))
    : [];
}

function copyFrom(build: Build, stage: number): CopyEvent | undefined {
  return ownCopies(build).find(
    ({ from }) => from.kind === 'stage' && from.stage === stage,
  );
}

/** A file of the stage that carries its packages inside travels (PyInstaller, pex, shiv). */
function frozenTravels(build: Build): boolean {
  const { target } = build;
  if (!target) return false;
  return (
    target.state.fs.entries.some(({ content }) => content.kind === 'binary') ||
    target.launches.some(({ program, args }) =>
      [program, ...args].some(word => /\.(?:pyz|pex)$/.test(word)),
    )
  );
}

/** Python packages that the package manager of the operating system installs, e.g. `python3-numpy`, `py3-yaml`. */
const SYSTEM_MODULE =
  /^(?:python3?|py3)-(?!(?:pip|venv|dev|devel|minimal|full|setuptools|wheel|distutils|virtualenv|lib2to3|apt|pip-whl)$)/;

function systemModulesOf(state: StageState | undefined): string[] {
  return (state?.packages ?? [])
    .filter(({ action }) => action === 'install')
    .flatMap(({ names }) => names.filter(name => SYSTEM_MODULE.test(name)));
}

/** The image has Python packages of the operating system that no build stage has: they are what its program needs. */
function hasOwnSystemModules(build: Build): boolean {
  const { target } = build;
  const inBuild = new Set(
    build
      .buildStages()
      .flatMap(({ index }) => systemModulesOf(build.states[index])),
  );
  return systemModulesOf(target?.state).some(name => !inBuild.has(name));
}

/** An environment of the stage that reached the image though nothing was installed into it. */
function emptyEnvironment(
  build: Build,
  install: Install,
): PythonEnvironment | undefined {
  if (install.target.scheme !== 'system') return undefined;
  const { target, states } = build;
  const stage = states[install.place.stage];
  return stage?.environments.find(
    environment =>
      environment.place.range.start.line <= install.place.range.start.line &&
      target?.environments().some(found => found.environment === environment) &&
      !stage.installs.some(
        other =>
          other.target.environment === environment && !installsOnlyTools(other),
      ),
  );
}

function kindOf(
  build: Build,
  install: Install,
): { kind: LossKind; environment?: PythonEnvironment } {
  if (install.target.scheme === 'wheels') return { kind: 'wheels' };
  if (install.target.scheme === 'user') return { kind: 'user' };
  const environment = emptyEnvironment(build, install);
  return environment
    ? { kind: 'bypassed', environment }
    : { kind: 'left-behind' };
}

/** Wheels are used up by an install of the image that names their directory. */
function wheelsUsed(build: Build, install: Install): boolean {
  const { target } = build;
  if (!target) return false;
  if (target.ownInstalls().length > 0) return true;
  return target.state.calls.some(
    ({ place, args }) =>
      target.inChain(place.stage) &&
      args.some(({ text }) => text.known && text.value.includes('.whl')) &&
      install.place.stage !== place.stage,
  );
}

/** Installs of build stages of which nothing reaches the image. Only meaningful where the image runs Python. */
export const lostInstalls = remembered(findLost);

function findLost(build: Build): LostInstall[] {
  const { target } = build;
  if (!target) return [];
  const all: LostInstall[] = [];
  let carriedSomething =
    target.ownInstalls().length > 0 ||
    frozenTravels(build) ||
    hasOwnSystemModules(build);
  for (const stage of build.buildStages()) {
    for (const install of build.installsIn(stage.index)) {
      if (install.certainty === 'maybe' || installsOnlyTools(install)) continue;
      if (
        install.complete &&
        install.distributions.length === 0 &&
        install.projects.length === 0
      )
        continue;
      const carried = target.carried(install);
      if (install.target.scheme === 'wheels') {
        if (wheelsUsed(build, install)) carriedSomething = true;
        else if (!onlyProjectWheel(install) || carried !== 'no')
          all.push({
            install,
            stage,
            kind: 'wheels',
            copy: copyFrom(build, stage.index),
          });
        continue;
      }
      if (carried !== 'no' && carried !== 'scripts') {
        carriedSomething = true;
        continue;
      }
      if (environmentTravels(build, install)) {
        carriedSomething = true;
        continue;
      }
      all.push({
        install,
        stage,
        ...kindOf(build, install),
        copy: copyFrom(build, stage.index),
      });
    }
  }
  // what the image needs came another way; the rest is a build, test or docs matter
  return carriedSomething ? [] : onePerStage(all);
}

function onlyProjectWheel({ distributions, requirements }: Install): boolean {
  return distributions.length === 0 && requirements.length === 0;
}

function environmentTravels(
  build: Build,
  { target: { environment } }: Install,
): boolean {
  return (
    environment !== undefined &&
    (build.target
      ?.environments()
      .some(found => found.environment === environment) ??
      false)
  );
}

/** One finding tells the story of a stage; the last install is the one that counts. */
function onePerStage(lost: readonly LostInstall[]): LostInstall[] {
  const byStage = new Map<number, LostInstall>();
  for (const item of lost) {
    const known = byStage.get(item.stage.index);
    if (!known || known.kind === 'wheels' || item.kind !== 'wheels')
      byStage.set(item.stage.index, item);
  }
  const items = [...byStage.values()];
  const copied = items.filter(({ copy }) => copy !== undefined);
  return copied.length > 0 ? copied : items;
}

/** Why nothing certain can be said of lost packages; undefined when it can. */
export const doubtOfLoss = remembered(findDoubtOfLoss);

function findDoubtOfLoss(build: Build): string | undefined {
  const { target } = build;
  if (!target) return 'there is no stage that ships';
  if (target.stage.base.kind === 'unknown' && !sharesItsBase(build))
    return target.stage.base.reason;
  return target.doubt;
}

/** The image is built on the same unresolved base as a build stage: then it holds no more than that one did. */
function sharesItsBase(build: Build): boolean {
  const { target } = build;
  const text = target?.stage.baseText;
  return build.buildStages().some(({ baseText, base }) => {
    if (base.kind !== 'unknown' || !text) return false;
    return (
      base.text ===
        (target?.stage.base.kind === 'unknown'
          ? target.stage.base.text
          : undefined) && baseText.known === text.known
    );
  });
}

/** Verdict on whether the question of lost packages arises at all. */
export const lossApplies = remembered(findWhetherLossApplies);

function findWhetherLossApplies(
  build: Build,
): { applies: true } | { applies: false; reason: string } {
  const { target } = build;
  if (!target) return { applies: false, reason: 'There is no final stage.' };
  const installs = build
    .buildStages()
    .some(({ index }) =>
      build.installsIn(index).some(install => !installsOnlyTools(install)),
    );
  if (!installs)
    return {
      applies: false,
      reason: 'No build stage installs Python packages.',
    };
  if (!mayRunPython(build))
    return {
      applies: false,
      reason: 'The final image does not run Python.',
    };
  if (startsWithoutPackages(build))
    return {
      applies: false,
      reason: 'What the container starts needs only the standard library.',
    };
  return { applies: true };
}

/** Runs Python as far as can be told; a base with Python in its name counts. */
function mayRunPython(build: Build): boolean {
  const { target } = build;
  if (!target) return false;
  const runs = target.runsPython();
  if (runs !== undefined) return runs;
  return (
    /python|conda|django|flask/.test(target.facts?.reference.name ?? '') ||
    sharesItsBase(build)
  );
}
