import { globMatches } from '../../images';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const imageNotAllowed = defineRule({
  id: 'image-not-allowed',
  title: 'The image is not on the list of allowed images',
  passing: 'The image is on the list of allowed images',
  category: 'base-image',
  severity: 'high',
  level: 'bronze',
  weight: 4,
  aliases: ['DL3026'],
  docs: {
    what: 'Compares every image that is built on or copied from with the `allowedImages` of the policy.',
    why: 'Platform teams maintain, scan and support a few images.',
    example: 'FROM somebody/python:3.14',
    instead: 'FROM registry.example.com/base/python:3.14',
    exceptions: 'Without a list every image is allowed.',
  },
  options: { images: null },
  check(build, { images }) {
    const allowed = images as readonly string[] | null;
    if (!allowed)
      return notApplicable('The policy has no list of allowed images.');
    const findings: Draft[] = [];
    let doubt: string | undefined;
    for (const { references } of build.stages) {
      for (const { source, range } of references) {
        if (source.kind === 'unknown') doubt ??= source.reason;
        if (source.kind !== 'image') continue;
        const facts = build.image(source.reference);
        if (!facts) continue;
        const full = `${facts.reference.name}:${
          facts.reference.tag ?? 'latest'
        }`;
        if (
          allowed.some(
            glob =>
              globMatches(glob, full) ||
              globMatches(glob, facts.reference.name),
          )
        )
          continue;
        findings.push({
          message: `\`${full}\` is not on the list of allowed images (${allowed
            .slice(0, 3)
            .join(', ')}${allowed.length > 3 ? ', …' : ''}).`,
          range,
        });
      }
    }
    return findings.length === 0 && doubt
      ? unknown(`${doubt}.`)
      : failWith(findings);
  },
});
