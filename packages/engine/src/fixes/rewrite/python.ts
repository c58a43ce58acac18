import type { Install } from '../../contents';
import { baseName, isWithin } from '../../contents/paths';
import { copiesOfManifests, namesFiles } from '../makers/order';
import { StageText } from './blocks';
import {
  carriedEnvironment,
  dependencyInstalls,
  isDroppedWhole,
  type CarriedEnvironment,
} from './environment';
import { notesOf, slimBase, slimDebian } from './final';
import { isSource, roleOf, tasksOf, type Role } from './pythonRoles';
import { runOf, taskOf, withoutCalls } from './runs';
import type { Service, Step } from './service';
import { isUsed } from './split';
import { withoutRunner } from './start';
import {
  installCommand,
  runtimePackagesOf,
  type RuntimePackages,
} from './systemPackages';
import { refuse, type Plan } from './types';

/** The part of a RUN that the image needs, too: users and folders. */
function layoutOf(service: Service, step: Step): string | undefined {
  const calls = step.calls.filter(call => taskOf(service, call) === 'layout');
  if (calls.length === 0) return undefined;
  return (
    runOf(service, calls) ??
    refuse(
      `Line ${step.instruction.syntax.startLine} installs packages and makes users or folders in one RUN. Split it into two.`,
    )
  );
}

/** Writes the two stages of a service in Python. */
class PythonSplit {
  readonly builder: StageText;
  readonly image: StageText;
  readonly packages: RuntimePackages;
  private readonly roles: readonly Role[];
  /** Index of the last step of the build stage. */
  private readonly last: number;
  private isPrepared = false;
  private isBrought = false;
  private isSystemDone = false;

  constructor(
    private readonly service: Service,
    private readonly installs: readonly Install[],
    private readonly environment: CarriedEnvironment,
  ) {
    this.builder = new StageText(service);
    this.image = new StageText(service);
    this.roles = service.steps.map(step => roleOf(service, step));
    this.last = Math.max(
      this.roles.lastIndexOf('build'),
      this.roles.lastIndexOf('dependencies'),
    );
    this.packages = runtimePackagesOf(service.state, index =>
      this.isMoved(index),
    );
    for (const step of service.steps) this.add(step);
  }

  /** Whether a step is left to the build stage. */
  private isMoved(index: number): boolean {
    return ['build', 'dependencies', 'system'].includes(this.roles[index]);
  }

  private add(step: Step): void {
    const { index } = step;
    if (this.roles[index] === 'dependencies') this.prepare(step);
    if (this.isMoved(index)) this.move(step);
    else this.keep(step);
  }

  private prepare(step: Step): void {
    if (!this.isPrepared)
      for (const line of this.environment.prepare) this.builder.add(line);
    this.isPrepared = true;
    this.bring(step);
  }

  /** Brings the environment into the image, and lets its commands be found. */
  private bring({ isApart }: Step): void {
    if (this.isBrought) return;
    this.isBrought = true;
    const { path, interpreter, kind } = this.environment;
    const folders = [...(interpreter ? [interpreter] : []), path];
    const lines = [
      ...folders.map(
        folder => `COPY --from=${this.service.builder} ${folder} ${folder}`,
      ),
      // images of conda set it themselves, the one that it is copied to does not
      ...(kind === 'venv' && this.service.target.onPath(`${path}/bin`) === true
        ? []
        : [`ENV PATH="${path}/bin:$PATH"`]),
    ];
    this.image.add(lines.join('\n'), isApart);
  }

  private move(step: Step): void {
    const { service, environment } = this;
    if (step.index <= this.last && !isDroppedWhole(step, environment))
      this.builder.keep(step, [
        ...environment.edits.filter(({ range }) =>
          isIn(range.start.line, step),
        ),
        ...withoutCalls(service.build, step, environment.dropped),
      ]);
    if (tasksOf(service, step).has('system')) this.installSystem(step);
    const layout = layoutOf(service, step);
    if (layout) this.image.add(layout);
  }

  private installSystem({ isApart }: Step): void {
    if (this.isSystemDone) return;
    this.isSystemDone = true;
    const { manager = 'apt', names } = this.packages;
    const isDistribution = this.installs.some(
      ({ runtime }) => runtime.vendor === 'distribution',
    );
    const hasPython = names.some(name => /^python3?[\d.]*$/.test(name));
    const command = installCommand(
      manager,
      isDistribution && !hasPython ? ['python3', ...names] : names,
    );
    if (command) this.image.add(command, isApart);
  }

  private keep(step: Step): void {
    const { service, roles, last, environment } = this;
    const { index } = step;
    if (
      roles[index] === 'both' &&
      index <= last &&
      isUsed(service, step, at => at <= last && roles[at] !== 'image')
    ) {
      const manifests = manifestsIn(service, step, roles);
      if (manifests === undefined) this.builder.repeat(step);
      else this.builder.add(manifests, step.isApart);
    }
    // a change of the source does not copy the environment again
    if (isSource(step) && isWithin(environment.path, '/opt')) this.bring(step);
    if (isUsed(service, step, at => !this.isMoved(at)))
      this.image.keep(step, withoutRunner(service.build, step.instruction));
  }
}

/** Splits a service in Python: packages are installed into an environment of the build stage, which the image gets. */
export function planPython(service: Service): Plan {
  const installs = dependencyInstalls(service);
  if (installs.length === 0) refuse(whyNone(service));
  refuseOtherPython(service, installs);
  const environment = carriedEnvironment(service, installs);
  const { builder, image, packages } = new PythonSplit(
    service,
    installs,
    environment,
  );
  return {
    language: 'python',
    builderBase: service.base,
    builder: builder.toString(),
    finalBase:
      environment.kind === 'conda' ? slimDebian(service) : slimBase(service),
    final: image.toString(),
    notes: notesOf(packages),
  };
}

/** The environment has no Python of another version, though the path that finds it would be the same. */
function refuseOtherPython(
  { target }: Service,
  installs: readonly Install[],
): void {
  const { minor } = installs[0].runtime;
  for (const { program } of target.launches) {
    const named = baseName(program).match(/^python(\d\.\d+)$/)?.[1];
    if (named !== undefined && minor !== undefined && named !== minor)
      refuse(
        `The container starts python${named}, but packages are installed for Python ${minor}.`,
      );
  }
}

/** Why there is nothing to split. */
function whyNone({ build }: Service): string {
  const [install] = build.allInstalls();
  return install
    ? `The file is split already: stage ${build.stageName(
        install.place.stage,
      )} installs the packages. Use the fixes of its findings.`
    : 'The final stage installs no Python packages.';
}

/** What an installer reads of a copy of the whole source, where it needs no more. */
function manifestsIn(
  { build, state, steps, target }: Service,
  { index, instruction }: Step,
  roles: readonly Role[],
): string | undefined {
  if (instruction.kind !== 'COPY' || instruction.from) return undefined;
  const readers = steps.filter(
    (_, i) =>
      i > index && (roles[i] === 'dependencies' || roles[i] === 'build'),
  );
  const install = readers[0]?.instruction;
  const reads = state.installs.filter(
    ({ place }) => place.stage === state.stage && place.instruction > index,
  );
  const isSelfContained = reads.every(({ requirementsTexts }) =>
    requirementsTexts.every(text => text !== undefined && !namesFiles(text)),
  );
  if (readers.length !== 1 || install?.kind !== 'RUN' || !isSelfContained)
    return undefined;
  return copiesOfManifests(build, target.stage, instruction, install)[0];
}

function isIn(line: number, { instruction: { syntax } }: Step): boolean {
  return line >= syntax.startLine && line <= syntax.endLine;
}
