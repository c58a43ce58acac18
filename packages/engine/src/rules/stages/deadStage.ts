import { defineRule } from '../defineRule';
import { failWith, notApplicable } from '../../verdict';

export const deadStage = defineRule({
  id: 'dead-stage',
  title: 'A stage that nothing uses',
  category: 'build-separation',
  severity: 'medium',
  level: 'silver',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds a stage that the image that ships is neither built on nor copies from.',
    why: 'BuildKit does not even build it. Either it is left over, or a COPY is missing and what it makes never ships.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN pip install -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY . /app',
    instead:
      'FROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nCOPY . /app',
    exceptions:
      'Stages named after tests, linting, development, documentation or debugging are meant for `docker build --target`.',
  },
  check(build) {
    const { target } = build;
    if (!target || build.stages.length < 2)
      return notApplicable('There is only one stage.');
    // a stage that a side stage is built on is part of that side stage
    const used = new Set<number>();
    for (const stage of build.stages) {
      if (!build.isSideStage(stage) && stage.index <= target.stage.index)
        continue;
      for (const { source } of stage.references)
        if (source.kind === 'stage') used.add(source.stage);
    }
    const dead = build.stages.filter(
      stage =>
        !stage.reachable &&
        stage.index < target.stage.index &&
        !build.isSideStage(stage) &&
        !used.has(stage.index),
    );
    return failWith(
      dead.map(stage => ({
        message: `Nothing uses stage ${build.stageName(stage.index)} (line ${
          stage.range.start.line
        }): the image is neither built on it nor copies from it. Copy what it makes, or remove it; if it is meant for \`--target\`, name it test, lint, dev or docs.`,
        range: stage.range,
      })),
    );
  },
});
