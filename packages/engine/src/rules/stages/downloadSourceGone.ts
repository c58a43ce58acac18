import { goneDownloads } from '../../questions/goneDownloads';
import { failWith, notApplicable } from '../../verdict';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';

export const downloadSourceGone = defineRule({
  id: 'download-source-gone',
  title: 'A RUN downloads from a place that is gone',
  passing: 'The places that RUN downloads from are there',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds downloads from places that were shut down: the SKS key servers, Bintray, the unencrypted Git protocol of GitHub, apt.dockerproject.org.',
    why: 'The build stops at that line. It goes unnoticed while the layer comes from a cache.',
    example:
      'FROM debian:trixie\nRUN git clone git://github.com/acme/tool /tool',
    instead:
      'FROM debian:trixie\nRUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates \\\n    && git clone https://github.com/acme/tool /tool',
    exceptions:
      'A download that may fail, because another place is tried after it, is left alone.',
  },
  check(build) {
    const { stages, target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const findings = stages
      .filter(({ reachable, index }) => reachable || target.inChain(index))
      .flatMap(({ index }) => goneDownloads(build, index))
      .map(({ source, calls: [{ name, step }, ...others] }) => ({
        message: `\`${name}\` (${atLine(step.range)}) needs ${
          source.name
        }, which has been gone since ${source.since}, so the build stops. ${
          source.instead
        }`,
        range: step.range,
        trace: others.map(other =>
          build.trace(other.step.range, 'needs it, too'),
        ),
      }));
    return findings.length === 0
      ? notApplicable('Nothing is downloaded from a place that is gone.')
      : failWith(findings);
  },
});
