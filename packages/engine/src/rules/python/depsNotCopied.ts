import { sitePackagesOf } from '../../contents/python/runtime';
import {
  failWith,
  notApplicable,
  pass,
  type Draft,
  type TraceStep,
  type Verdict,
  unknown,
} from '../../verdict';
import type { Install, InstallTool } from '../../contents';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import { cureOfEmptyArguments } from '../../questions/emptyArguments';
import { imageRuntime } from '../../questions/python/crossings';
import { judgeImportability } from './importability';
import {
  doubtOfLoss,
  lossApplies,
  lostInstalls,
  type LossKind,
  type LostInstall,
} from '../../questions/python/lostInstalls';
import {
  atLine,
  installVerb,
  startClause,
  whatIsInstalled,
  fitting,
  shortStartClause,
} from './words';

function copiedPaths({ copy }: LostInstall): string {
  const paths =
    copy?.sources.map(({ path }) =>
      path.known ? path.value : `${path.prefix}…`,
    ) ?? [];
  return paths.join(' and ');
}

/** The way of lost packages: installed here, not copied there, needed at the start. */
export function traceOfLoss(build: Build, lost: LostInstall): TraceStep[] {
  const { install, copy } = lost;
  const where = install.target.packages ?? 'a directory that is not known';
  const steps: TraceStep[] = [
    build.trace(
      install.range,
      `${whatIsInstalled(install)} ${installVerb(
        install,
      )} installed into ${where} of stage ${build.stageName(lost.stage.index)}`,
    ),
  ];
  if (copy)
    steps.push(
      build.trace(
        copy.place.range,
        `only ${copiedPaths(lost)} is copied into the final image`,
      ),
    );
  const launch = build.target?.launches[0];
  if (launch)
    steps.push(
      build.trace(launch.range, `needs them when the container starts`),
    );
  return steps;
}

/** Judges one way of losing packages; the sibling rules share it. */
export function judgeLoss(
  build: Build,
  kind: LossKind,
  describe: (lost: LostInstall) => string,
): Verdict {
  const question = lossApplies(build);
  if (!question.applies) return notApplicable(question.reason);
  const all = lostInstalls(build);
  const lost = all.filter(item => item.kind === kind);
  if (lost.length === 0) {
    if (kind !== 'left-behind')
      return notApplicable('No packages are lost in this way.');
    return all.length > 0
      ? notApplicable('The packages are lost in another way.')
      : pass;
  }
  const doubt = doubtOfLoss(build);
  if (doubt)
    return unknown(
      `Whether the packages reach the image is not known: ${doubt}.`,
    );
  return failWith(
    lost.map(
      (item): Draft => ({
        message: describe(item),
        range:
          item.copy?.place.range ??
          build.target?.launches[0]?.range ??
          item.install.range,
        trace: traceOfLoss(build, item),
      }),
    ),
  );
}

/** Pythons that search no directory of another one, by vendor and system. */
const LOOKS_ONLY_IN_ITS_OWN = new Set([
  'official debian',
  'official alpine',
  'distribution debian',
  'distribution ubuntu',
  'distribution alpine',
]);

export const depsNotCopied = defineRule({
  id: 'deps-not-copied',
  title: 'Installed packages stay in the builder',
  passing: 'The installed packages are in the final image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 12,
  aliases: [],
  docs: {
    what: 'Finds Python packages that a build stage installs and that no COPY brings into the final image.',
    why: 'The image builds and is small, but its start command finds no third-party module: the container exits at once with `ModuleNotFoundError` or "executable file not found".',
    example:
      'FROM python:3.14-slim-trixie AS builder\nWORKDIR /app\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY src/ ./src/\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=builder /app .\nCMD ["gunicorn", "src.app:app"]',
    instead:
      'FROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv\nENV PATH="/opt/venv/bin:$PATH"\nCOPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=builder /opt/venv /opt/venv\nCOPY src/ ./src/\nENV PATH="/opt/venv/bin:$PATH"\nCMD ["gunicorn", "src.app:app"]',
    exceptions:
      'Stages whose packages are only used to build (documentation, a front end, a PyInstaller binary) are not meant, and an image that installs its packages itself needs none of a builder.',
  },
  check(build) {
    const loss = judgeLoss(build, 'left-behind', lost => {
      const { install, copy } = lost;
      const what = whatIsInstalled(install);
      const verb = installVerb(install);
      const stage = build.stageName(lost.stage.index);
      const isAbsent = copy?.sources.every(({ found }) => found === 'absent');
      const paths = `${copiedPaths(lost)}${
        isAbsent ? ', which does not exist' : ''
      }`;
      const made = atLine(install.range);
      const copied = copy && atLine(copy.place.range);
      const cure = cureFor(build, lost);
      const [stay, line] = [
        verb === 'is' ? 'stays' : 'stay',
        copied === undefined
          ? 'the final image copies nothing from it'
          : `${copied} copies only ${paths}`,
      ];
      return fitting(
        `${what} ${verb} installed into ${placeOf(
          install,
        )} of stage ${stage} (${made}); the final image copies ${
          copied === undefined ? 'nothing' : `only ${paths}`
        } from it${
          copied === undefined ? '' : ` (${copied})`
        }, so ${startClause(build)}. ${cure}`,
        `${what} (${made}) ${stay} in stage ${stage}: ${line}, so ${shortStartClause(
          build,
        )}. ${cure}`,
        `${what} (${made}) ${stay} in stage ${stage}: ${line}. ${cure}`,
      );
    });
    return loss.state === 'pass' ? judgePlace(build) : loss;
  },
});

/** What makes a tool put the environment beside the project. */
const IN_PROJECT: Readonly<Partial<Record<InstallTool, string>>> = {
  pipenv: 'PIPENV_VENV_IN_PROJECT=1',
  poetry: 'POETRY_VIRTUALENVS_IN_PROJECT=1',
};

/** Pipenv and Poetry call an environment of their own after the project and a hash of its path. */
function isNamedByTool({ target }: Install): boolean {
  return /\/virtualenvs\/project$/.test(target.environment?.path ?? '');
}

function placeOf(install: Install): string {
  const { packages } = install.target;
  if (packages === undefined) return 'a directory of their own';
  return isNamedByTool(install)
    ? packages.replace(/\/project\/.*$/, '')
    : packages;
}

function cureFor(build: Build, { install, stage, copy }: LostInstall): string {
  const empty = copy && cureOfEmptyArguments(build, copy.place);
  if (empty) return empty;
  const { environment } = install.target;
  const setting = IN_PROJECT[install.tool];
  if (environment && setting && isNamedByTool(install))
    return `Set \`ENV ${setting}\` in stage ${build.stageName(
      stage.index,
    )} and copy .venv.`;
  if (!environment)
    return 'Install into a virtual environment and copy it whole.';
  const removal = build.states[stage.index]?.fs.removed.find(
    ({ entry: { content } }) =>
      content.kind === 'environment' && content.environment === environment,
  );
  return removal
    ? `Do not remove ${environment.path} (${atLine(removal.place.range)}).`
    : `Copy the environment whole: \`COPY --from=… ${environment.path} ${environment.path}\`.`;
}

/** Packages that arrive in a directory in which the Python of the image does not look. */
function judgePlace(build: Build): Verdict {
  const runtime = imageRuntime(build);
  if (!runtime || !LOOKS_ONLY_IN_ITS_OWN.has(`${runtime.vendor} ${runtime.os}`))
    return pass;
  const verdicts = (['system', 'root'] as const).map(scheme =>
    judgeImportability(
      build,
      scheme,
      () =>
        `It looks in ${sitePackagesOf(
          runtime,
        )}: copy them there, or copy a virtual environment.`,
      ({ content, made }) =>
        content.kind === 'packages' &&
        build.target?.inChain(made.stage) === false &&
        // another minor is the matter of python-minor-mismatch
        content.install.runtime.minor !== undefined &&
        content.install.runtime.minor === runtime.minor,
    ),
  );
  return (
    verdicts.find(({ state }) => state === 'fail') ??
    verdicts.find(({ state }) => state === 'unknown') ??
    pass
  );
}
