import type { Call, StageState } from '../../contents/stageState';
import type { Stage } from '../../graph';
import { failWith, notApplicable, unknown, type Draft } from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { asCode, atLine, imageName } from '../python/words';
import { BUILD_PROGRAMS } from '../../facts/buildPrograms';
import { programNeededBy } from '../../questions/programs/neededPrograms';
import type { PackageManager } from '../../images/types';
import { isRequiredIn } from '../../questions/requiredCalls';
import { isRootAt } from '../../questions/userAt';
import { lacksVenv } from '../../questions/python/venvPackage';
import { setuptoolsNeed } from '../../questions/python/setuptools';
import {
  installWith,
  lacksProgram,
} from '../../questions/programs/stagePrograms';
import { sourceBuildsWithoutCompiler } from '../../questions/python/sourceOnlyPackages';

/** Package managers and the systems that have them. */
const MANAGERS: Readonly<Record<string, readonly PackageManager[]>> = {
  'apt-get': ['apt'],
  apt: ['apt'],
  apk: ['apk'],
  yum: ['yum', 'dnf', 'microdnf', 'tdnf'],
  dnf: ['dnf', 'yum', 'microdnf', 'tdnf'],
};

const SYSTEM_MANAGERS: Readonly<Record<string, PackageManager>> = {
  alpine: 'apk',
  debian: 'apt',
  ubuntu: 'apt',
};

const INSTALL: Readonly<Partial<Record<PackageManager, string>>> = {
  apt: 'apt-get update && apt-get install -y --no-install-recommends',
  apk: 'apk add --no-cache',
  dnf: 'dnf install -y',
  yum: 'yum install -y',
  microdnf: 'microdnf install -y',
  tdnf: 'tdnf install -y',
};

/** A call of the package manager of another distribution than that of the base image. */
function foreignManager(
  { name, program, before }: Call,
  { image, packages }: StageState,
): PackageManager | undefined {
  const own = image?.packageManager ?? SYSTEM_MANAGERS[image?.os ?? ''];
  const systems = MANAGERS[name];
  if (!own || !systems || systems.includes(own) || program.includes('/'))
    return undefined;
  const isInstalled = packages
    .slice(0, before.packages)
    .some(({ names, complete }) => !complete || names.includes(name));
  return isInstalled || before.doubt ? undefined : own;
}

const COMPILER = { apt: 'build-essential', apk: 'build-base' };

export const buildProgramMissing = defineRule({
  id: 'build-program-missing',
  title: 'A RUN calls a program that is not there',
  passing: 'The programs that RUN calls are there',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-build',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds commands such as `make`, `cmake`, `cargo`, `git` and `curl` in a stage whose base image does not have them and in which no line installs them, Python packages without wheels where there is no compiler, setuptools where Python 3.12 or later does not bring it, and the package manager of another distribution.',
    why: 'The build stops at that line: "not found".',
    example:
      'FROM python:3.14-slim-trixie\nRUN git clone https://github.com/acme/tool /tool',
    instead:
      'FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get install -y --no-install-recommends git \\\n    && git clone https://github.com/acme/tool /tool',
    exceptions:
      'It is said only of images whose programs are known, where every package that is installed is known to bring no such program.',
  },
  check(build) {
    const { target } = build;
    const findings: Draft[] = [];
    let asked = false;
    let doubt: string | undefined;
    for (const stage of build.stages) {
      const state = build.states[stage.index];
      if (!state || (!stage.reachable && stage.index !== target?.stage.index))
        continue;
      const seen = new Set<string>();
      for (const call of state.calls) {
        if (isRequiredIn(stage.index, call)) {
          const draft = otherDraft(state, call);
          if (draft && !seen.has(draft.message)) {
            asked = true;
            seen.add(draft.message);
            findings.push(draft);
          }
        }
        const name = isRequiredIn(stage.index, call)
          ? programNeededBy(call)
          : undefined;
        if (name === undefined || seen.has(name)) continue;
        seen.add(name);
        asked = true;
        const lacks = lacksProgram(state, call, name);
        if (lacks) findings.push(draftOf(build, stage, state, call, name));
        else if (lacks === undefined) doubt ??= name;
      }
      for (const { name, install } of sourceBuildsWithoutCompiler(
        build,
        stage,
        state,
      )) {
        asked = true;
        findings.push({
          message: `\`${name}\` has no wheel for Linux, and stage ${build.stageName(
            stage.index,
          )} has no compiler (${atLine(
            install.range,
          )}), so the build stops. ${installWith(state, COMPILER)}`,
          range: install.range,
        });
      }
    }
    if (!asked) return notApplicable('No RUN calls such a program.');
    return findings.length === 0 && doubt !== undefined
      ? unknown(`Whether ${doubt} is there when it is called is not known.`)
      : failWith(findings);
  },
});

/** A package manager of another distribution, or setuptools. */
function otherDraft(state: StageState, call: Call): Draft | undefined {
  const { range } = call.step;
  const own = foreignManager(call, state);
  if (own !== undefined)
    return {
      message: `\`${call.name}\` is not in ${imageName(
        state.image?.reference.text ?? 'the base image',
      )} (${atLine(range)}), so the build stops. It has \`${own}\`: use \`${
        INSTALL[own] ?? own
      } …\`.`,
      range,
    };
  if (lacksVenv(call, state))
    return {
      message: `\`python3 -m venv\` (${atLine(
        range,
      )}) needs python3-venv, which no line installs, so the build stops. ${installWith(
        state,
        { apt: 'python3-venv' },
      )}`,
      range,
    };
  const need = setuptoolsNeed(call, state);
  return (
    need && {
      message: `\`${need.command}\` (${atLine(
        range,
      )}) needs setuptools, which images of Python 3.12 and later do not have, so the build stops. ${
        need.cure
      }`,
      range,
    }
  );
}

function draftOf(
  build: Build,
  stage: Stage,
  state: StageState,
  call: Call,
  name: string,
): Draft {
  const known = BUILD_PROGRAMS.get(name);
  const through =
    name === call.name || name === 'sudo'
      ? ''
      : `, which ${asCode([call.name])} calls,`;
  const cure =
    name === 'sudo' && isRootAt(build, call.place)
      ? 'The user is root there: leave `sudo` out.'
      : installWith(state, { apt: known?.apt, apk: known?.apk });
  return {
    message: `\`${name}\`${through} is not in stage ${build.stageName(
      stage.index,
    )} when ${atLine(call.step.range)} runs: ${imageName(
      state.image?.reference.text ?? 'the base image',
    )} does not have it. ${cure}`,
    range: call.step.range,
    trace: [
      build.trace(
        build.bottomOf(stage).baseRange,
        'the base image does not have it',
      ),
    ],
  };
}
