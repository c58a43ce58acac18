import { packageUse } from '../../questions/buildPackages';
import type { Stage } from '../../graph';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { shippedCompilers } from '../../questions/shippedCompilers';
import { failWith, notApplicable } from '../../verdict';

/** What a stage holds that is only for building. */
function buildOnly(
  build: Build,
  stage: Stage,
): { what: string; line: number } | undefined {
  const state = build.states[stage.index];
  for (const { names, action, place, range, certainty } of state?.packages ??
    []) {
    if (
      place.stage !== stage.index ||
      action !== 'install' ||
      certainty === 'maybe'
    )
      continue;
    const name = names.find(candidate => packageUse(candidate) === 'compiler');
    const kept = shippedCompilers(build).some(
      ({ item }) => item.name === name && item.installed.range === range,
    );
    if (name && kept) return { what: name, line: range.start.line };
  }
  const tool = state?.fs.entries.find(
    ({ content, made }) =>
      content.kind === 'toolchain' && made.stage === stage.index,
  );
  return tool?.content.kind === 'toolchain'
    ? { what: tool.content.label, line: tool.made.range.start.line }
    : undefined;
}

export const finalInheritsBuilder = defineRule({
  id: 'final-inherits-builder',
  title: 'The image is built on its own builder',
  passing: 'The image is not built on its own builder',
  category: 'build-separation',
  severity: 'high',
  level: 'silver',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds a final stage that is FROM a stage which installs compilers.',
    why: 'All layers of that stage ship: the stages divide the file, not the image.',
    example:
      'FROM python:3.14-slim-trixie AS builder\nRUN apt-get update && apt-get install -y build-essential\nRUN python -m venv /opt/venv\nCOPY requirements.txt ./\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM builder\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "app:app"]',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN apt-get update && apt-get install -y build-essential\nRUN python -m venv /opt/venv\nCOPY requirements.txt ./\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "app:app"]',
    exceptions: 'A clean stage that several others share is fine.',
  },
  check(build) {
    const { target } = build;
    if (!target || target.stage.base.kind !== 'stage')
      return notApplicable('The image is not built on another stage.');
    for (const index of target.stage.chain.slice(1)) {
      const stage = build.stages[index];
      const found = buildOnly(build, stage);
      if (!found) continue;
      return failWith([
        {
          message: `The final image is built FROM stage ${build.stageName(
            index,
          )}, which installs ${found.what} (line ${
            found.line
          }), so all of it ships. Start the final stage from a slim image, and \`COPY --from\` what runs.`,
          range: target.stage.range,
          trace: [
            build.trace(
              {
                start: { line: found.line, column: 0 },
                end: { line: found.line, column: 0 },
              },
              `${found.what} is installed`,
            ),
            build.trace(
              target.stage.range,
              'every layer of that stage is part of the image',
            ),
          ],
        },
      ]);
    }
    return failWith([]);
  },
});
