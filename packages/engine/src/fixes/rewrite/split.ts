import { isWithin, resolvePath } from '../../contents/paths';
import type { Edit } from '../../verdict';
import { namesVariable } from '../words';
import { StageText } from './blocks';
import { taskOf } from './runs';
import { bareText, type Service, type Step } from './service';
import { installCommand, runtimePackagesOf } from './systemPackages';
import type { RuntimePackages } from './systemPackages';

/** Where a step of a file goes that compiles or bundles. */
export type Role =
  | 'both'
  | 'build'
  /** To the build stage; packages that run the service go to the image. */
  | 'system'
  | 'image';

/** Where the steps of a service go, and which packages its image needs. */
export interface Split {
  roles: readonly Role[];
  packages: RuntimePackages;
}

function roleOfRun(service: Service, { calls }: Step): Role {
  const tasks = new Set(calls.map(call => taskOf(service, call)));
  tasks.delete('nothing');
  if (tasks.size === 1 && tasks.has('layout')) return 'both';
  if (tasks.size === 1 && tasks.has('system')) return 'system';
  return 'build';
}

/** Whether a copy brings files to the folder of the source, which only the build reads. */
function isToSource(service: Service, { index }: Step): boolean {
  const folder = sourceFolder(service);
  const copy = service.state.copies.find(
    ({ place }) =>
      place.stage === service.state.stage && place.instruction === index,
  );
  const to = copy?.destination;
  return (
    folder === undefined ||
    to === undefined ||
    (to.known && isWithin(resolvePath('/', to.value), folder))
  );
}

/** The folder that the service works in; undefined where it is not known or the root of the image. */
export function sourceFolder({ state }: Service): string | undefined {
  const { workdir } = state;
  return workdir.known && workdir.value !== '/' ? workdir.value : undefined;
}

/** Paths of files below the working directory, as a start command names them. */
const FILE =
  /(?<![\w./-])(?:\.\/)?(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:conf|cfg|csv|ini|json|pem|properties|proto|sql|toml|txt|xml|ya?ml)(?![\w/.-])/g;

/** Lines that bring the files of the source that the start command names, such as a configuration. */
export function filesOfStart(service: Service): string[] {
  const folder = sourceFolder(service);
  if (folder === undefined) return [];
  const texts = service.steps
    .filter(({ instruction: { kind } }) => /^(?:CMD|ENTRYPOINT)$/.test(kind))
    .map(step => bareText(service, step));
  const files = new Set(
    texts.flatMap(text =>
      [...text.matchAll(FILE)].map(([file]) => resolvePath(folder, file)),
    ),
  );
  return [...files].map(
    file => `COPY --from=${service.builder} ${file} ${file}`,
  );
}

/** @param isForBuild - whether only the build reads a variable */
export function splitSteps(
  service: Service,
  isForBuild: (variable: string) => boolean,
): Split {
  const roles = service.steps.map((step): Role => {
    const { instruction } = step;
    switch (instruction.kind) {
      case 'RUN':
        return roleOfRun(service, step);
      case 'COPY':
      case 'ADD':
        return isToSource(service, step) ? 'build' : 'both';
      case 'ENV':
        return instruction.pairs.every(({ name }) => isForBuild(name))
          ? 'build'
          : 'both';
      case 'ARG':
      case 'SHELL':
      case 'WORKDIR':
        return 'both';
      default:
        return 'image';
    }
  });
  return {
    roles,
    packages: runtimePackagesOf(
      service.state,
      index => roles[index] === 'system',
    ),
  };
}

/**
 * Whether a step has a use in a stage: an argument is named by something that comes after it.
 *
 * @param isThere - whether the step of an index goes to the stage
 */
export function isUsed(
  service: Service,
  { index, instruction }: Step,
  isThere: (index: number) => boolean,
): boolean {
  if (instruction.kind !== 'ARG') return true;
  return service.steps.some(
    step =>
      step.index > index &&
      isThere(step.index) &&
      instruction.args.some(({ name }) =>
        namesVariable(bareText(service, step), name),
      ),
  );
}

/** What a language adds to the two stages. */
export interface Additions {
  /** Lines in front of the first instruction that builds. */
  beforeBuild?: readonly string[];
  /** Lines behind the last instruction that builds. */
  afterBuild?: readonly string[];
  /** Lines that bring the result into the image. */
  bring: readonly string[];
  /** Packages of the operating system that the image gets. */
  names: readonly string[];
  /** Changes of what goes to the image. */
  edit?: (step: Step) => readonly Edit[];
}

/** Writes the two stages: everything that builds in one, the result and what describes the service in the other. */
export function writeStages(
  service: Service,
  { roles, packages }: Split,
  { beforeBuild = [], afterBuild = [], bring, names, edit }: Additions,
): { builder: string; final: string } {
  const builder = new StageText(service);
  const image = new StageText(service);
  const last = roles.lastIndexOf('build');
  const inBuilder = (index: number) =>
    index <= last && roles[index] !== 'image';
  const inImage = (index: number) =>
    roles[index] === 'image' || roles[index] === 'both';
  let isBrought = false;
  let isSystemDone = false;
  service.steps.forEach((step, i) => {
    const role = roles[i];
    if (role === 'build') {
      if (!isBrought) {
        isBrought = true;
        for (const line of beforeBuild) builder.add(line);
        for (const [at, line] of bring.entries())
          image.add(line, at === 0 && step.isApart);
      }
      builder.keep(step);
    } else if (role === 'system') {
      if (i < last) builder.keep(step);
      const command = isSystemDone
        ? undefined
        : installCommand(packages.manager, names);
      isSystemDone = true;
      if (command) image.add(command, step.isApart);
    } else {
      if (role === 'both' && i < last && isUsed(service, step, inBuilder))
        builder.repeat(step);
      if (isUsed(service, step, inImage)) image.keep(step, edit?.(step));
    }
  });
  for (const line of afterBuild) builder.add(line);
  return { builder: builder.toString(), final: image.toString() };
}

/** `--chown` for what the author had built as another user; with a blank behind it. */
export function ownerOption(
  { steps }: Service,
  roles: readonly Role[],
): string {
  const first = roles.indexOf('build');
  const user = steps
    .slice(0, first)
    .map(({ instruction }) => instruction)
    .filter(instruction => instruction.kind === 'USER')
    .pop();
  const name = user?.kind === 'USER' ? user.user.value : 'root';
  return name === 'root' || name === '0' || name.includes('$')
    ? ''
    : `--chown=${name} `;
}
