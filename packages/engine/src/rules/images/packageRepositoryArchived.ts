import { archivedRepositories } from '../../facts/archivedRepositories';
import type { Stage } from '../../graph';
import { baseToMoveTo } from '../../questions/moveTo';
import { fetches, fetchFromOwnSources } from '../../questions/packageSources';
import {
  failWith,
  notApplicable,
  pass,
  type Draft,
  type Verdict,
} from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { fitting } from '../python/words';
import { moveAdvice, type MoveAdvice } from './moveCure';

const NAMES: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  centos: 'CentOS',
};

/** What a stage comes to; undefined where it fetches nothing from the sources of its base. */
function judgeStage(build: Build, stage: Stage): Draft | 'pass' | undefined {
  const state = build.states[stage.index];
  const { os, osRelease, support } = state?.image ?? {};
  if (!state?.image || !os || !osRelease || !(os in NAMES)) return undefined;
  const end = support?.find(({ release }) => release === osRelease);
  const moved = archivedRepositories(
    os,
    osRelease,
    end?.securityUntil,
    build.today,
  );
  const chain = stage.chain.map(index => build.stages[index]);
  if (!moved) return fetches(build, state, chain) ? 'pass' : undefined;
  const fetch = fetchFromOwnSources(build, state, chain);
  if (!fetch) return undefined;
  const command = fetch.manager === 'apt' ? `apt-get ${fetch.action}` : 'yum';
  const reference = baseToMoveTo(build, stage.index);
  const { cures, trace }: MoveAdvice =
    reference === undefined
      ? { cures: ['Build on a newer release.'], trace: [] }
      : moveAdvice(build, stage.index, reference);
  const what = `The packages of ${NAMES[os]} ${osRelease} moved to ${moved.archive}, so \`${command}\` fails and the build stops.`;
  return {
    // the archive has no security fixes: it is for those who cannot move yet
    message: fitting(
      ...cures.map(cure => `${what} ${cure} To stay, use that archive.`),
      ...cures.slice(-1).map(cure => `${what} ${cure}`),
    ),
    range: fetch.range,
    trace: [
      build.trace(
        build.bottomOf(stage).baseRange,
        `${state.image.reference.text} is ${NAMES[os]} ${osRelease}`,
      ),
      ...(moved.stay === undefined
        ? []
        : [build.trace(fetch.range, `to stay, before it: \`${moved.stay}\``)]),
      ...trace,
    ],
  };
}

export const packageRepositoryArchived = defineRule({
  id: 'package-repository-archived',
  title: 'The package repositories of the base image are gone',
  passing: 'The package repositories of the base image are there',
  category: 'base-image',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds stages that fetch packages on Debian 10, CentOS 8, an interim release of Ubuntu that ended, or an older release: their repositories were moved to an archive.',
    why: 'The image is set up with the old addresses. They answer 404 or do not exist, and the build stops.',
    example:
      'FROM python:3.8-slim-buster\nRUN apt-get update && apt-get install -y --no-install-recommends curl',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends curl',
    exceptions:
      'A file that sets up other package sources before, such as archive.debian.org, is left alone.',
  },
  check(build): Verdict {
    const results = build.stages
      .filter(({ reachable }) => reachable)
      .flatMap(stage => judgeStage(build, stage) ?? []);
    const drafts = results.filter(
      (result): result is Draft => result !== 'pass',
    );
    if (drafts.length > 0) return failWith(drafts);
    return results.length > 0
      ? pass
      : notApplicable(
          'No packages are fetched from the repositories of a base image whose release is known.',
        );
  },
});
