import type { ImageFacts } from '../../images';
import { LANGUAGE_NAMES } from '../../images/languageNames';
import { preciseReference } from '../../images/suggestion';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** Registries whose tags name variants, not versions. */
function namesNoVersions({ entry, family }: ImageFacts): boolean {
  return entry === 'distroless' || family === 'scratch';
}

export const unpinnedTag = defineRule({
  id: 'unpinned-tag',
  title: 'The base image is not pinned to a version',
  passing: 'The base image is pinned to a version',
  category: 'base-image',
  severity: 'medium',
  level: 'gold',
  weight: 4,
  aliases: ['DL3006', 'DL3007', 'DS-0001', 'CKV_DOCKER_7'],
  docs: {
    what: 'Finds base images without a tag, with `latest`, or with a tag that leaves the version open (`python:3`, `python:slim`, `alpine:3`).',
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
      if (facts.reference.digest !== undefined || namesNoVersions(facts))
        continue;
      const open = openness(facts, base.reference);
      if (open !== undefined)
        findings.push({
          message: `${open} ${cure(facts, build.today)}`,
          range: baseRange,
        });
    }
    if (findings.length > 0) return failWith(findings);
    if (doubt) return unknown(`${doubt}.`);
    return asked ? failWith([]) : notApplicable('No base image is used.');
  },
});

/** What a tag leaves open; undefined for one that names a version. */
function openness(
  { reference: { tag }, family, entry, floats, interpreter }: ImageFacts,
  written: string,
): string | undefined {
  if (tag === undefined)
    return `\`${written}\` has no tag, which means \`latest\`: whatever is newest on the day of the build.`;
  if (/^latest(?:-|$)/.test(tag))
    return `\`${written}\` is whatever is newest on the day of the build.`;
  if (!floats.version) return undefined;
  const isSystem =
    entry !== 'nginx' && ['os', 'slim', 'alpine'].includes(family);
  const unnamed = isSystem ? 'release' : 'version';
  const what = interpreter
    ? `${LANGUAGE_NAMES[interpreter.language]} version`
    : unnamed;
  return `\`${written}\` leaves the ${what} open and moves to the next one by itself.`;
}

/** Chainguard's free images have no other tags than `latest` and `latest-dev` (its images-categories page). */
function isPinnedByDigestOnly({ reference }: ImageFacts): boolean {
  return reference.name.startsWith('cgr.dev/chainguard/');
}

function cure(facts: ImageFacts, today: string): string {
  const { text, tag } = facts.reference;
  if (isPinnedByDigestOnly(facts))
    return `The free images have no versions to name: pin the digest, \`${text}${
      tag === undefined ? ':latest' : ''
    }@sha256:…\`.`;
  const precise = preciseReference(facts, today);
  return precise ? `Name it, e.g. \`${precise}\`.` : 'Name a version.';
}
