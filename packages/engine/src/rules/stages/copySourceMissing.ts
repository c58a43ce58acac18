import type { CopyEvent } from '../../contents';
import type { MountEvent } from '../../contents/stageState';
import type { Build } from '../../questions/build';
import { placeInstead } from '../../questions/missingSources';
import { cureOfEmptyArguments } from '../../questions/emptyArguments';
import { atLine } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** .dockerignore leaves nothing of a path of the build context. */
function keptOut({ files }: Build, path: string): boolean {
  const name = path.replace(/\/+$/, '');
  return files.has(name) !== false && files.holds(name) === 'absent';
}

function placeOf(build: Build, from: CopyEvent['from']): string {
  if (from.kind === 'stage') return `stage ${build.stageName(from.stage)}`;
  return from.kind === 'image'
    ? `the image ${from.reference}`
    : 'the build context';
}

/** Bind mounts of the stages that are built. */
function mountsOf({ stages, states, target }: Build): MountEvent[] {
  return stages
    .filter(({ reachable, index }) => reachable || target?.inChain(index))
    .flatMap(
      ({ index }) =>
        states[index]?.mounts.filter(({ place }) => place.stage === index) ??
        [],
    );
}

/** What to do about a source that is not there. */
function hint(build: Build, from: CopyEvent['from'], path: string): string {
  if (from.kind !== 'stage') return 'Check the spelling.';
  const place = placeInstead(build, from.stage, path);
  switch (place?.kind) {
    case 'removed':
      return `It is there until ${atLine(place.range)} removes it.`;
    case 'path':
      return `Did you mean ${place.path}?`;
    case 'setting':
      return `Set \`ENV ${place.setting}\` in that stage, so that the environment is made there.`;
    case 'environment':
      return `The environment of that stage is at ${place.path}.`;
    default:
      return 'Check where that stage puts it.';
  }
}

export const copySourceMissing = defineRule({
  id: 'copy-source-missing',
  title: 'COPY names something that is not there',
  passing: 'What COPY names is there',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 8,
  aliases: ['CopyIgnoredFile'],
  docs: {
    what: 'Finds a COPY or a bind mount of a RUN whose source the other stage does not hold, or that the build context lacks or .dockerignore keeps out.',
    why: 'The build stops: "not found".',
    example:
      'FROM python:3.14-slim-trixie AS builder\nWORKDIR /src\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /venv /opt/venv',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nWORKDIR /src\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv',
    exceptions:
      'Where a command of the other stage is not understood, its results are unknown, not missing.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const findings: Draft[] = [];
    let doubt: string | undefined;
    let asked = false;
    for (const stage of build.stages) {
      if (!stage.reachable && !target.inChain(stage.index)) continue;
      for (const { from, sources, place, command } of build.states[stage.index]
        ?.copies ?? []) {
        if (place.stage !== stage.index || from.kind === 'unknown') continue;
        for (const { path, range, found } of sources) {
          asked = true;
          // without a list of the files there is nothing to say of the context
          if (
            found === 'unknown' &&
            (from.kind === 'stage' || build.files.isListed)
          )
            doubt ??= path.known ? path.value : path.reason;
          if (found !== 'absent' || !path.known) continue;
          const where = placeOf(build, from);
          const ignored = from.kind === 'context' && keptOut(build, path.value);
          findings.push({
            message: ignored
              ? `.dockerignore keeps ${path.value} out of the build context, so this ${command} finds nothing and the build stops. Allow it with \`!${path.value}\`.`
              : `${
                  path.value
                } is not in ${where}, so this ${command} stops the build. ${
                  cureOfEmptyArguments(build, place) ||
                  hint(build, from, path.value)
                }`,
            range,
            trace:
              from.kind === 'stage'
                ? [
                    build.trace(
                      build.stages[from.stage].range,
                      `this stage ends without ${path.value}`,
                    ),
                    build.trace(range, 'it is copied from there'),
                  ]
                : [],
          });
        }
      }
    }
    for (const mount of mountsOf(build)) {
      asked = true;
      if (mount.found === 'absent')
        findings.push({
          message: `${mount.source} is not in ${placeOf(
            build,
            mount.from,
          )}, so the mount of this RUN stops the build. ${
            mount.from.kind === 'stage'
              ? hint(build, mount.from, mount.source)
              : 'Check the spelling.'
          }`,
          range: mount.range,
        });
    }
    if (!asked) return notApplicable('Nothing is copied.');
    return findings.length === 0 && doubt !== undefined
      ? unknown(`Whether ${doubt} is there is not known.`)
      : failWith(findings);
  },
});
