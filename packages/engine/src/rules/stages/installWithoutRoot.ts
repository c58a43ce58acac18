import { installWithoutRoot } from '../../questions/rootInstalls';
import { failWith, notApplicable, type Draft } from '../../verdict';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';

export const installWithoutRootRule = defineRule({
  id: 'install-without-root',
  title: 'A package manager runs without root',
  passing: 'Package managers run as root',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds `apt-get`, `apk`, `dnf` and `yum` in a RUN whose user is not root: because of a USER above it, of the stage that this one is built on, or of the base image.',
    why: 'They write to folders of root: "Permission denied". The build stops.',
    example:
      'FROM python:3.14-slim-trixie\nUSER 10001\nRUN apt-get update && apt-get install -y --no-install-recommends curl',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends curl\nUSER 10001',
    exceptions:
      'With `sudo`, `gosu` and their like in front of it, nothing is said; nor where the user of the base image is not known.',
  },
  check(build) {
    const { stages, target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const findings = stages.flatMap(({ index }): Draft[] => {
      const found = installWithoutRoot(build, index);
      if (!found) return [];
      const { manager, user, range, set } = found;
      const cure = set
        ? `Put it in front of USER (${atLine(set)}).`
        : `Begin the stage with \`USER root\`, and end it with \`USER ${user}\`.`;
      return [
        {
          message: `\`${manager}\` (${atLine(
            range,
          )}) runs as user ${user}, and only root may install packages, so the build stops. ${cure}`,
          range,
          ...(set && { trace: [build.trace(set, 'sets the user')] }),
        },
      ];
    });
    return findings.length === 0
      ? notApplicable('No package manager runs without root.')
      : failWith(findings);
  },
});
