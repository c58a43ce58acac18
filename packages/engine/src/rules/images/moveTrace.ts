import type { Build } from '../../questions/build';
import { stagesOn, type MoveNeeds } from '../../questions/moveTo';
import { sourceNamed } from '../../questions/packageSources';
import type { Range, TraceStep } from '../../verdict';

/** More lines than these are work for a person who reads the file. */
const MOST_STEPS = 8;

/** Where something has to change besides the base image, line by line. */
export function moveTrace(
  build: Build,
  stage: number,
  needs: MoveNeeds,
): TraceStep[] {
  const stages = stagesOn(build, build.bottomOf(build.stages[stage]));
  const states = stages.flatMap(({ index }) => build.states[index] ?? []);
  const calls = states.flatMap(state => state.calls);
  const installs = states
    .flatMap(({ packages }) => packages)
    .filter(({ action }) => action === 'install');
  const at = (range: Range | undefined, note: string) =>
    range ? [build.trace(range, note)] : [];
  const steps = [
    ...needs.dropped.flatMap(({ name, successor }) =>
      at(
        installs.find(({ names }) => names.includes(name))?.range,
        successor === undefined
          ? `\`${name}\` is not there: find a substitute`
          : `\`${name}\` is \`${successor}\` there`,
      ),
    ),
    ...(needs.losesAptKey
      ? at(
          calls.find(({ name }) => name === 'apt-key')?.step.range,
          'apt-key is not there: keys go into /etc/apt/keyrings',
        )
      : []),
    ...(needs.codename
      ? at(
          sourceNamed(stages, needs.codename),
          `\`${needs.codename}\` is another release`,
        )
      : []),
    ...(needs.refusesPip
      ? at(
          stages
            .flatMap(({ index }) => build.installsIn(index))
            .find(({ target }) => target.scheme === 'system')?.range,
          'pip needs a virtual environment there',
        )
      : []),
  ];
  return steps
    .sort((a, b) => a.range.start.line - b.range.start.line)
    .slice(0, MOST_STEPS);
}
