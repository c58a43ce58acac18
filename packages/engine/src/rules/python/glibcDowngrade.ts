import { dockerfile } from '../dockerfile';
import { packageUse } from '../../questions/buildPackages';
import { compareVersions } from '../../facts/versions';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import { atLine } from './words';
import { failWith, notApplicable, unknown } from '../../verdict';

export const glibcDowngrade = defineRule({
  id: 'glibc-downgrade',
  title: 'Compiled on a newer system than it runs on',
  passing: 'What was compiled runs on this release',
  category: 'build-separation',
  severity: 'high',
  consequence: 'may-not-start',
  level: 'bronze',
  weight: 6,
  aliases: [],
  docs: {
    what: 'Finds packages that are compiled in a stage with a newer glibc than the image has.',
    why: 'What is compiled against a newer glibc may ask for symbols that the older one lacks ("version `GLIBC_2.38` not found"), and shared libraries have other names.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \
 && python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --no-binary :all: uwsgi==2.0.31

FROM python:3.14-slim-bookworm
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/uwsgi"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev \
 && python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --no-binary :all: uwsgi==2.0.31

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
CMD ["/opt/venv/bin/uwsgi"]
`,
    exceptions:
      'Without a compiler in the build stage pip takes manylinux wheels, which run on older systems too.',
  },
  check(build) {
    const { target } = build;
    const carried = mainCrossings(build).filter(
      ({ runtime }) => runtime.libc === 'glibc' && runtime.vendor !== 'conda',
    );
    if (!target || carried.length === 0)
      return notApplicable(
        'No packages built on glibc are copied from another stage.',
      );
    if (target.facts?.libc !== 'glibc')
      return notApplicable('The final image does not run on glibc.');
    const own = target.facts.libcVersion;
    for (const { entry, runtime, from } of carried) {
      const state = build.states[from];
      const compiles =
        state?.image?.toolchain === true ||
        state?.packages.some(
          ({ action, names }) =>
            action === 'install' &&
            names.some(name => packageUse(name) === 'compiler'),
        );
      if (!compiles) continue;
      if (!own || !runtime.libcVersion)
        return unknown('The glibc version of one of the stages is not known.');
      if (compareVersions(runtime.libcVersion, own) <= 0) continue;
      return failWith([
        {
          message: `${entry.path} is built in stage ${build.stageName(
            from,
          )} with a compiler and glibc ${runtime.libcVersion} (${atLine(
            entry.made.range,
          )}), but the image has glibc ${own}: compiled modules may not load. Use the same suite in both stages.`,
          range: entry.layer.range,
          trace: [
            build.trace(
              entry.made.range,
              `built against glibc ${runtime.libcVersion}`,
            ),
            build.trace(target.stage.range, `the image has glibc ${own}`),
          ],
        },
      ]);
    }
    return failWith([]);
  },
});
