import { defineRule } from '../defineRule';
import { failWith, notApplicable } from '../../verdict';

export const deadStage = defineRule({
  id: 'dead-stage',
  title: 'A stage that nothing uses',
  passing: 'Every stage is used',
  category: 'build-separation',
  severity: 'medium',
  level: 'silver',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds a stage that the final image is neither built on nor copies from.',
    why: 'BuildKit does not even build it. Either it is left over, or a COPY is missing and what it makes never ships.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv\nCOPY requirements.txt ./\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY . /app',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv\nCOPY requirements.txt ./\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nCOPY . /app',
    exceptions:
      'Stages named after tests, linting, development, documentation or debugging are meant for `docker build --target`.',
  },
  check(build) {
    const { target } = build;
    if (!target || build.stages.length < 2)
      return notApplicable('There is only one stage.');
    // what another stage uses is a part of that one, and gone with it
    const used = new Set<number>();
    for (const stage of build.stages) {
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
        }): no later stage is built on it or copies from it. Copy what it builds, or remove it. If you build it with \`--target\`, ignore this finding.`,
        range: stage.range,
      })),
    );
  },
});
