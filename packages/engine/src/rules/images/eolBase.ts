import type { ImageFacts } from '../../images';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

const NAMES: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  'alpine-linux': 'Alpine',
  python: 'Python',
  nodejs: 'Node.js',
  go: 'Go',
  'eclipse-temurin': 'Java',
  rhel: 'RHEL',
  centos: 'CentOS',
  fedora: 'Fedora',
  'amazon-linux': 'Amazon Linux',
  'rocky-linux': 'Rocky Linux',
  almalinux: 'AlmaLinux',
  'oracle-linux': 'Oracle Linux',
  'vmware-photon': 'Photon OS',
};

/** What of an image has ended by a day. */
function ended(
  { support, frozenSince, endOfLife }: ImageFacts,
  today: string,
): string[] {
  const reasons = support
    .filter(({ status }) => status === 'ended')
    .map(({ product, release, securityUntil, extendedUntil }) => {
      const until = extendedUntil ?? securityUntil;
      return `${NAMES[product] ?? product} ${release} ended${
        until ? ` on ${until}` : ' long ago'
      }`;
    });
  if (
    reasons.length === 0 &&
    endOfLife !== undefined &&
    endOfLife < today &&
    support.every(({ status }) => status !== 'extended')
  )
    reasons.push(`its support ended on ${endOfLife}`);
  if (frozenSince !== undefined)
    reasons.push(`the tag is not rebuilt since ${frozenSince}`);
  return reasons;
}

export const eolBase = defineRule({
  id: 'eol-base',
  title: 'The base image is past its end of life',
  category: 'base-image',
  severity: 'high',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Compares operating system and language of every base image with the dates on which their security support ends, and the tag with the day on which it was last rebuilt.',
    why: 'Nobody mends what is found in them from that day on. A tag that is no longer rebuilt does not even get the mends that exist.',
    example: 'FROM python:3.9-slim-buster',
    instead: 'FROM python:3.14-slim-trixie',
    exceptions:
      'Long-term support (Debian LTS, Ubuntu Pro) counts as support until its end. For a build stage the finding is of medium severity.',
  },
  check(build) {
    const findings: Draft[] = [];
    let knownImages = 0;
    let unknownReason: string | undefined;
    for (const stage of build.stages) {
      if (!stage.reachable && build.graph.target !== undefined) continue;
      const { base, baseRange } = stage;
      if (base.kind === 'unknown') unknownReason ??= base.reason;
      if (base.kind !== 'image') continue;
      const facts = build.image(base.reference);
      const reasons = facts ? ended(facts, build.today) : [];
      if (reasons.length === 0) {
        if (facts && facts.family !== 'unknown') knownImages++;
        else
          unknownReason ??= `how long ${base.reference} is supported is not known`;
        continue;
      }
      const ships = build.target?.inChain(stage.index) ?? false;
      findings.push({
        message: `${base.reference}: ${reasons.join(', ')}.${
          ships
            ? ''
            : ' It is only built with, but its tools run on your source.'
        } Move to a supported release.`,
        range: baseRange,
        ...(!ships && { severity: 'medium' as const }),
      });
    }
    if (findings.length > 0) return failWith(findings);
    if (unknownReason) return unknown(`${unknownReason}.`);
    return knownImages > 0
      ? failWith([])
      : notApplicable('No base image is used.');
  },
});
