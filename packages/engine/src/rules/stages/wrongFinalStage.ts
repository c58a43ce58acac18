import { baseName } from '../../contents/paths';
import type { Stage } from '../../graph';
import {
  isBuilderName,
  isSideName,
  startsSomething,
  testProgramOf,
} from '../../graph/serviceStage';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** A stage with a start command that the last one, which has none and only builds, leaves out. */
function unusedService(build: Build, last: Stage): Draft[] {
  if (startsSomething(last)) return [];
  const service = build.stages.find(
    candidate =>
      !build.target?.feeders().has(candidate.index) &&
      startsSomething(candidate) &&
      (isBuilderName(last.name) ||
        candidate.references.some(
          ({ source }) =>
            source.kind === 'stage' && source.stage === last.index,
        )),
  );
  if (!service) return [];
  const name = build.stageName(service.index);
  return [
    {
      message: `A plain \`docker build\` ships the last stage, ${build.stageName(
        last.index,
      )} (line ${
        last.range.start.line
      }), which starts nothing. What starts is stage ${name} (line ${
        service.range.start.line
      }), and nothing uses it. Put ${name} last.`,
      range: last.range,
      trace: [build.trace(service.range, 'this stage has the start command')],
    },
  ];
}

/** The stage to ship in place of one that is made for tests and the like. */
function serviceOf(build: Build, last: Stage): Stage | undefined {
  const { target } = build;
  if (target && target.stage.index !== last.index) return target.stage;
  const named = build.stages.find(
    ({ index, name }) =>
      index !== last.index &&
      !isSideName(name) &&
      /^(?:.*[-_])?(?:runtime|prod|production|release|final|app|server|main)(?:[-_].*)?$/i.test(
        name ?? '',
      ),
  );
  const isOwnService = testProgramOf(last) === undefined;
  return named ?? (isOwnService ? undefined : build.stages[0]);
}

function sideStageLast(
  build: Build,
  last: Stage,
  service: Stage,
  tests: string | undefined,
): Draft {
  const name = build.stageName(last.index);
  const better = build.stageName(service.index);
  const does =
    tests === undefined
      ? 'is not the service'
      : `starts \`${baseName(tests)}\`, not the service`;
  return {
    message: `The last stage, ${name} (line ${last.range.start.line}), ${does}, and a plain \`docker build\` ships it. Put ${better} last, or build with \`--target ${better}\`.`,
    range: last.range,
    // what still starts as the service does is a larger image; another command is another program
    severity: tests === undefined ? 'medium' : 'high',
    trace: [build.trace(service.range, 'this is the stage of the service')],
  };
}

export const wrongFinalStage = defineRule({
  id: 'wrong-final-stage',
  title: 'The last stage is not the one to ship',
  passing: 'The last stage is the one to ship',
  category: 'build-separation',
  severity: 'high',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a file of several stages whose last one is made for tests, linting or development, or only builds while the stage that starts the service is left out.',
    why: 'A plain `docker build` ships the last stage, with test tools and as the tests run.',
    example:
      'FROM python:3.14-slim-trixie AS runtime\n…\nFROM runtime AS test\nRUN pip install pytest\nCMD ["pytest"]',
    instead: 'FROM builder AS test\n…\nFROM python:3.14-slim-trixie AS runtime',
    exceptions:
      'Where the target to build is known (annotation or build context), that stage is judged. Below a last stage that only tests, lints or develops the service (`FROM app AS test`), the stage of the service is judged; the finding is of medium severity where the last one starts the same program.',
  },
  check(build) {
    const { target } = build;
    if (!target || build.stages.length < 2)
      return notApplicable('There is only one stage.');
    if (build.files.context.target !== undefined)
      return notApplicable('The stage to ship is named.');
    const last = build.stages[build.stages.length - 1];
    const tests = testProgramOf(last);
    if (tests === undefined && !isSideName(last.name))
      return failWith(unusedService(build, last));
    const service = serviceOf(build, last);
    if (!service) return failWith([]);
    return failWith([sideStageLast(build, last, service, tests)]);
  },
});
