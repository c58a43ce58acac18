import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import { atLine } from './words';
import { failWith, notApplicable, unknown } from '../../verdict';

const NAMES = { glibc: 'glibc', musl: 'musl' } as const;

export const libcMismatch = defineRule({
  id: 'libc-mismatch',
  title: 'Packages were built for another C library',
  passing: 'Packages were built for the C library of the image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds packages that are installed on a glibc system (Debian, Ubuntu, UBI) and copied into a musl one (Alpine), or the other way round.',
    why: 'pip chooses wheels for the C library of the build stage. Their compiled modules cannot be loaded by the other (PEP 656).',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-alpine3.24
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-alpine3.24 AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-alpine3.24
COPY --from=builder /opt/venv /opt/venv
COPY app.py .
CMD ["/opt/venv/bin/gunicorn", "app:app"]
`,
  },
  check(build) {
    const { target } = build;
    const carried = mainCrossings(build).filter(
      ({ runtime }) => runtime.vendor !== 'unknown',
    );
    if (!target || carried.length === 0)
      return notApplicable('No packages are copied from another stage.');
    if (target.runsPython() === false)
      return notApplicable('The final image does not run Python.');
    const libc = target.facts?.libc;
    if (libc === undefined)
      return unknown('The C library of the base image is not known.');
    if (libc === 'none')
      return notApplicable('The base image has no C library.');
    const other = carried.find(
      ({ runtime }) =>
        runtime.libc !== undefined &&
        runtime.libc !== 'none' &&
        runtime.libc !== libc,
    );
    if (!other?.runtime.libc || other.runtime.libc === 'none')
      return failWith([]);
    const { entry, runtime, from } = other;
    return failWith([
      {
        message: `${entry.path} is built in stage ${build.stageName(from)} on ${
          NAMES[other.runtime.libc]
        } (${atLine(entry.made.range)}) and copied into an image on ${
          NAMES[libc]
        }: compiled modules in it cannot be loaded. Use the same distribution in both stages.`,
        range: entry.layer.range,
        trace: [
          build.trace(
            entry.made.range,
            `wheels for ${runtime.libc} are installed`,
          ),
          build.trace(target.stage.range, `the image is built on ${libc}`),
          build.trace(entry.layer.range, 'the packages are copied here'),
        ],
      },
    ]);
  },
});
