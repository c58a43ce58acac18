import { dockerfile } from '../dockerfile';
import { isWithin } from '../../contents/paths';
import { ownCopies } from '../../questions/python/lostInstalls';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

const CONDA = '/opt/conda';

const WHOLE = new Set([
  '/',
  '/usr',
  '/root',
  '/var',
  '/home',
  '/lib',
  '/usr/lib',
  '/usr/bin',
  '/bin',
  '/etc',
  CONDA,
  '/usr/share',
  '/tmp',
]);

export const copiesEverything = defineRule({
  id: 'copies-everything',
  title: 'A whole system directory is copied from the builder',
  passing: 'No whole system directory is copied',
  category: 'build-separation',
  severity: 'high',
  level: 'silver',
  weight: 6,
  aliases: ['DL3067'],
  docs: {
    what: 'Finds `COPY --from` of `/`, `/usr`, `/root`, `/var` and the like.',
    why: 'Compilers, headers, caches and everything else of the build stage come along: two stages that ship like one.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM debian:trixie-slim
COPY --from=builder / /
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    exceptions:
      'Copying everything onto `scratch` to flatten an image is meant to copy everything; it is found all the same, because what was built with ships too. The root prefix of micromamba is an environment and may be copied.',
  },
  check(build) {
    const copies = ownCopies(build).filter(({ from }) => from.kind === 'stage');
    if (copies.length === 0)
      return notApplicable('Nothing is copied from another stage.');
    const findings: Draft[] = [];
    for (const { from, sources } of copies) {
      for (const { path, range } of sources) {
        if (!path.known || from.kind !== 'stage' || !WHOLE.has(path.value))
          continue;
        if (path.value === '/' && isClean(from.stage)) continue;
        if (path.value === CONDA && isEnvironment(from.stage)) continue;
        if (isMeantWhole(from.stage) || isCleaned(from.stage)) continue;
        if (path.value === '/tmp' && !isLittered(from.stage)) continue;
        if (path.value !== '/' && isPrepared(from.stage, path.value)) continue;
        findings.push({
          message: `${path.value} of stage ${build.stageName(
            from.stage,
          )} is copied whole, with everything that only the build needs. Copy only what runs${
            build.isPython
              ? ', e.g. the virtual environment and the source'
              : ''
          }.`,
          range,
        });
      }
    }
    return failWith(findings);

    /** A stage on scratch holds only what was put there: a root file system to ship. */
    function isClean(stage: number): boolean {
      return build.bottomOf(build.stages[stage]).base.kind === 'scratch';
    }

    /** `FROM image AS x` alone: the image was made to be copied, as `tonistiigi/xx`. */
    function isMeantWhole(stage: number): boolean {
      return !build.stages[stage].instructions.some(({ instruction }) =>
        ['RUN', 'COPY', 'ADD'].includes(instruction.kind),
      );
    }

    /** The packages to build with are removed before: the copy flattens what is left. */
    function isCleaned(stage: number): boolean {
      return (
        build.states[stage]?.packages.some(
          ({ action }) => action === 'remove',
        ) ?? false
      );
    }

    /** Everything in a directory of a stage that installs nothing was put there one by one. */
    function isPrepared(stage: number, directory: string): boolean {
      const state = build.states[stage];
      return (
        state !== undefined &&
        state.packages.length === 0 &&
        state.installs.length === 0 &&
        state.caches.length === 0 &&
        state.fs.taintOver(directory) === undefined &&
        state.fs.within(directory).length > 0
      );
    }

    /** Something was made there beside the project itself. */
    function isLittered(stage: number): boolean {
      const state = build.states[stage];
      if (state?.workdir.known && isWithin(state.workdir.value, '/tmp'))
        return false;
      return (state?.fs.within('/tmp').length ?? 0) > 0;
    }

    /** micromamba stands outside of its root prefix, which is the environment itself. */
    function isEnvironment(stage: number): boolean {
      const names = new Set(build.states[stage]?.calls.map(({ name }) => name));
      return names.has('micromamba') && !names.has('conda');
    }
  },
});
