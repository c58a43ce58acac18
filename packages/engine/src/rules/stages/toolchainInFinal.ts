import { packageUse } from '../../contents/buildPackages';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const toolchainInFinal = defineRule({
  id: 'toolchain-in-final',
  title: 'A compiler is in the image that ships',
  category: 'build-separation',
  severity: 'high',
  level: 'silver',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds compilers and build systems in the layers that ship: installed by a package manager, or part of the base image (`golang`, JDK, `rust`).',
    why: 'On Debian `build-essential` adds about 250 MB, many packages to patch, and everything an intruder needs to build tools on the spot.',
    example:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y build-essential\nRUN pip install -r requirements.txt',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN apt-get update && apt-get install -y --no-install-recommends build-essential\n…\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv',
    exceptions:
      'A compiler that is installed and purged in the same RUN leaves nothing behind. The full variants of language images are judged by full-base-image.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no stage that ships.');
    const findings: Draft[] = [];
    const { facts } = target;
    if (facts?.family === 'builder' && facts.toolchain) {
      const base =
        build.stages[target.stage.chain[target.stage.chain.length - 1]];
      findings.push({
        message: `The image that ships is built on ${facts.reference.text}, an image to compile in. Build there, and copy the result into a small image such as \`gcr.io/distroless/…\`, \`alpine\` or a slim variant.`,
        range: base.baseRange,
      });
    }
    const seen = new Set<number>();
    for (const { name, installed, removed, certainty } of build.packageFate()) {
      if (packageUse(name) !== 'compiler' || removed || certainty === 'maybe')
        continue;
      const line = installed.range.start.line;
      if (seen.has(line)) continue;
      seen.add(line);
      findings.push({
        message: `\`${name}\` is installed in the image that ships (line ${line}) and stays there. Compile in a build stage and copy the result.`,
        range: installed.range,
        trace:
          installed.place.stage === target.stage.index
            ? []
            : [
                build.trace(
                  installed.range,
                  `installed in stage ${build.stageName(
                    installed.place.stage,
                  )}`,
                ),
                build.trace(
                  target.stage.range,
                  'the image is built on that stage',
                ),
              ],
      });
    }
    if (findings.length === 0 && facts === undefined)
      return unknown('What the base image holds is not known.');
    return failWith(findings);
  },
});
