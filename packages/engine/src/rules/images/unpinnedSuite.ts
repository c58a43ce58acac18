import { areContentsKnown, type ImageFacts } from '../../images';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

/** The tag with the release that it means today. */
function withRelease(
  reference: string,
  { entry, reference: { tag }, codename, os, osRelease }: ImageFacts,
): string | undefined {
  // the release is part of the name of a distroless image
  if (entry === 'distroless')
    return (
      osRelease && reference.replace(`:${tag}`, `-debian${osRelease}:${tag}`)
    );
  if (codename) return `${reference}-${codename}`;
  return os === 'alpine' && osRelease
    ? reference.replace(/alpine$/, `alpine${osRelease}`)
    : undefined;
}

const DISTRIBUTIONS: Readonly<Record<string, string>> = {
  alpine: 'Alpine',
  debian: 'Debian',
  ubuntu: 'Ubuntu',
};

export const unpinnedSuite = defineRule({
  id: 'unpinned-suite',
  title: 'The tag leaves the distribution release open',
  passing: 'The tag names the distribution release',
  category: 'base-image',
  severity: 'low',
  weight: 2,
  aliases: [],
  docs: {
    what: 'Finds tags such as `python:3.14-slim` that name the language but not the Debian or Alpine release.',
    why: 'They move to the next release by themselves: `python:3.12-slim` went from bookworm to trixie on 2025-08-12, and package names went with it.',
    example: 'FROM python:3.14-slim',
    instead: 'FROM python:3.14-slim-trixie',
  },
  check(build) {
    const findings: Draft[] = [];
    let asked = false;
    for (const { base, baseRange, reachable, index } of build.stages) {
      if (
        base.kind !== 'image' ||
        (!reachable && build.graph.target !== undefined)
      )
        continue;
      const facts = build.image(base.reference);
      if (!areContentsKnown(facts)) continue;
      const { tag, digest } = facts.reference;
      if (tag === undefined || digest !== undefined || !facts.interpreter)
        continue;
      // what another language builds (a front end) does not depend on the release
      if (
        facts.interpreter.language !== 'python' &&
        !build.target?.inChain(index)
      )
        continue;
      asked = true;
      if (!facts.floats.release || facts.floats.version || tag === 'latest')
        continue;
      const now = facts.codename ?? facts.osRelease;
      const full = withRelease(base.reference, facts);
      findings.push({
        message: `\`${base.reference}\` leaves the ${
          DISTRIBUTIONS[facts.os ?? ''] ?? 'distribution'
        } release open${
          now ? ` (today ${now})` : ''
        } and moves to the next one by itself.${
          full ? ` Write \`${full}\`.` : ' Name it.'
        }`,
        range: baseRange,
      });
    }
    return asked
      ? failWith(findings)
      : notApplicable('No base image has releases to name.');
  },
});
