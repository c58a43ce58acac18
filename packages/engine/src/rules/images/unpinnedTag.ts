import type { ImageFacts } from '../../images';
import {
  defineRule,
  failWith,
  notApplicable,
  unknown,
  type Draft,
} from '../defineRule';

/** Registries whose tags name variants, not versions. */
function namesNoVersions({ entry, family }: ImageFacts): boolean {
  return entry === 'distroless' || family === 'scratch';
}

export const unpinnedTag = defineRule({
  id: 'unpinned-tag',
  title: 'The base image is not pinned to a version',
  category: 'base-image',
  severity: 'medium',
  level: 'gold',
  weight: 4,
  aliases: ['DL3006', 'DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  docs: {
    what: 'Finds base images without a tag, with `latest`, or with a tag that leaves the language version open (`python:3`, `python:slim`).',
    why: 'The same Dockerfile builds another image tomorrow, on a Python that nobody has tested.',
    example: 'FROM python',
    instead: 'FROM python:3.14-slim-trixie',
    exceptions:
      'A digest pins exactly. Tags of distroless images name variants; the version is part of their name.',
  },
  check(build) {
    const findings: Draft[] = [];
    let asked = false;
    let doubt: string | undefined;
    for (const { base, baseRange, reachable } of build.stages) {
      if (!reachable && build.graph.target !== undefined) continue;
      if (base.kind === 'unknown') doubt ??= base.reason;
      if (base.kind !== 'image') continue;
      const facts = build.image(base.reference);
      if (!facts) continue;
      asked = true;
      const { tag, digest } = facts.reference;
      if (digest !== undefined || namesNoVersions(facts)) continue;
      if (tag === undefined)
        findings.push({
          message: `\`${
            base.reference
          }\` has no tag, which means \`latest\`: whatever is newest on the day of the build. Name a version, e.g. \`${example(
            facts,
          )}\`.`,
          range: baseRange,
        });
      else if (/^latest(?:-|$)/.test(tag))
        findings.push({
          message: `\`${
            base.reference
          }\` is whatever is newest on the day of the build. Name a version, e.g. \`${example(
            facts,
          )}\`.`,
          range: baseRange,
        });
      else if (facts.floats.version)
        findings.push({
          message: `\`${base.reference}\` leaves the ${
            facts.interpreter?.language ?? ''
          } version open and moves to the next one by itself. Name it, e.g. \`${example(
            facts,
          )}\`.`.replace('  ', ' '),
          range: baseRange,
        });
    }
    if (findings.length > 0) return failWith(findings);
    if (doubt) return unknown(`${doubt}.`);
    return asked ? failWith([]) : notApplicable('No base image is used.');
  },
});

function example({ reference, interpreter, entry }: ImageFacts): string {
  const short = reference.name.replace(/^docker\.io\/(?:library\/)?/, '');
  if (interpreter?.language === 'python' && entry === 'python')
    return 'python:3.14-slim-trixie';
  const versions: Readonly<Record<string, string>> = {
    node: '24-slim',
    golang: '1.27',
    debian: 'trixie-slim',
    ubuntu: '24.04',
    alpine: '3.24',
  };
  return `${short}:${versions[short] ?? '<version>'}`;
}
