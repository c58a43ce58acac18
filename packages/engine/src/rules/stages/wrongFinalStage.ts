import { baseName } from '../../contents/paths';
import { defineRule, failWith, notApplicable } from '../defineRule';

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

export const wrongFinalStage = defineRule({
  id: 'wrong-final-stage',
  title: 'The last stage is not the one to ship',
  category: 'build-separation',
  severity: 'high',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a file of several stages whose last one is made for tests, linting or development.',
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
    const isSide =
      /^(?:.*[-_])?(?:test|tests|testing|lint|linter|dev|develop|development|debug|docs|ci)(?:[-_].*)?$/i.test(
        stage.name ?? '',
      );
    const other = build.stages.find(
      candidate =>
        candidate.index !== stage.index &&
        /^(?:.*[-_])?(?:runtime|prod|production|release|final|app|server|main)(?:[-_].*)?$/i.test(
          candidate.name ?? '',
        ),
    );
    if (!runsTests && !(isSide && (other || stage.base.kind === 'stage')))
      return failWith([]);
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
