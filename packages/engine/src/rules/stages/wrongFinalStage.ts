import { baseName } from '../../contents/paths';
import type { Stage } from '../../graph';
import type { Build } from '../build';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** Names of stages that only make something. */
const BUILDER =
  /^(?:.*[-_])?(?:build|builder|compile|compiler|deps|dependencies)(?:[-_].*)?$/i;

const TEST_PROGRAMS = new Set([
  'pytest',
  'tox',
  'nox',
  'unittest',
  'flake8',
  'pylint',
  'mypy',
  'ruff',
  'black',
  'coverage',
  'jest',
  'mocha',
]);

/** Made to look at the service, not to be it; `testing-service` may be a service of its own. */
function isSideName(name: string): boolean {
  return (
    /^(?:.*[-_])?(?:test|tests|testing|e2e|lint|linter|dev|develop|development|devcontainer|debug|debugger|docs|ci)(?:[-_].*)?$/i.test(
      name,
    ) && !/[-_]service$/i.test(name)
  );
}

function startsSomething({ instructions }: Stage): boolean {
  return instructions.some(
    ({ instruction: { kind } }) => kind === 'CMD' || kind === 'ENTRYPOINT',
  );
}

/** A stage with a start command that the last one, which has none and only builds, leaves out. */
function unusedService(build: Build, last: Stage): Draft[] {
  if (startsSomething(last)) return [];
  const service = build.stages.find(
    candidate =>
      !build.target?.feeders().has(candidate.index) &&
      startsSomething(candidate) &&
      (BUILDER.test(last.name ?? '') ||
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

export const wrongFinalStage = defineRule({
  id: 'wrong-final-stage',
  title: 'The last stage is not the one to ship',
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
      'Where the target to build is known (annotation or build context), that stage is judged.',
  },
  check(build) {
    const { target } = build;
    if (!target || build.stages.length < 2)
      return notApplicable('There is only one stage.');
    if (build.files.context.target !== undefined)
      return notApplicable('The stage to ship is named.');
    const { stage } = target;
    const runsTests = target.launches.find(
      ({ program, args }) =>
        TEST_PROGRAMS.has(baseName(program)) ||
        (/^python/.test(baseName(program)) &&
          args[0] === '-m' &&
          TEST_PROGRAMS.has(args[1] ?? '')),
    );
    const isSide = isSideName(stage.name ?? '');
    const other = build.stages.find(
      candidate =>
        candidate.index !== stage.index &&
        /^(?:.*[-_])?(?:runtime|prod|production|release|final|app|server|main)(?:[-_].*)?$/i.test(
          candidate.name ?? '',
        ),
    );
    if (!runsTests && !(isSide && (other || stage.base.kind === 'stage')))
      return failWith(unusedService(build, stage));
    const better =
      other ?? build.stages[stage.base.kind === 'stage' ? stage.base.stage : 0];
    return failWith([
      {
        message: `The last stage ${build.stageName(stage.index)} (line ${
          stage.range.start.line
        }) is made for ${
          runsTests
            ? `\`${baseName(runsTests.program)}\``
            : 'another purpose than to run'
        }, and a plain \`docker build\` ships it. Put ${build.stageName(
          better.index,
        )} last.`,
        range: stage.range,
        trace: runsTests
          ? [build.trace(runsTests.range, 'this is what the image starts')]
          : [],
      },
    ]);
  },
});
