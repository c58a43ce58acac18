import { defineRule } from '../defineRule';
import { imageRuntime, mainCrossings } from '../../questions/python/crossings';
import {
  atLine,
  startClause,
  fitting,
  endOfPath,
  shortStartClause,
} from './words';
import {
  failWith,
  notApplicable,
  type Draft,
  type Verdict,
  unknown,
} from '../../verdict';

export const pythonMinorMismatch = defineRule({
  id: 'python-minor-mismatch',
  title: 'Packages were built for another Python version',
  passing: 'Packages were built for the Python of the image',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Compares the minor version of the Python that installed the packages with that of the image they are copied into.',
    why: '`site-packages` lies below `lib/pythonX.Y`, and compiled modules carry the version in their name: another minor finds none of them.',
    example:
      'FROM python:3.13-slim-trixie AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install flask\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv',
    instead:
      'ARG PYTHON_IMAGE=python:3.14-slim-trixie\nFROM ${PYTHON_IMAGE} AS builder\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install flask\n\nFROM ${PYTHON_IMAGE}\nCOPY --from=builder /opt/venv /opt/venv',
    exceptions: 'A conda environment brings its own interpreter along.',
  },
  check(build) {
    const { target } = build;
    const carried = mainCrossings(build).filter(
      ({ runtime, environment }) =>
        runtime.vendor !== 'conda' && environment?.managedPython === undefined,
    );
    if (!target || carried.length === 0)
      return notApplicable('No packages are copied from another stage.');
    if (target.runsPython() === false)
      return notApplicable('The final image does not run Python.');
    const own = imageRuntime(build);
    const findings: Draft[] = [];
    let doubt: Verdict | undefined;
    for (const { entry, runtime, from } of carried) {
      if (!own?.minor || !runtime.minor) {
        doubt ??= unknown(
          `The Python version of ${
            own?.minor ? `stage ${build.stageName(from)}` : 'the image'
          } is not known.`,
        );
        continue;
      }
      if (own.minor === runtime.minor) continue;
      const base = target.stage.chain[target.stage.chain.length - 1];
      findings.push({
        message: fitting(
          ...[
            [entry.path, startClause(build)],
            [endOfPath(entry.path), shortStartClause(build)],
          ].map(
            ([path, start]) =>
              `${path} is made for Python ${
                runtime.minor
              } (stage ${build.stageName(from)}, ${atLine(
                entry.made.range,
              )}), but the image runs Python ${own.minor} (${atLine(
                build.stages[base].range,
              )}), so ${start}. Use the same Python minor in both stages.`,
          ),
        ),
        range: entry.layer.range,
        trace: [
          build.trace(
            entry.made.range,
            `installed with Python ${runtime.minor}`,
          ),
          build.trace(
            build.stages[base].range,
            `the image runs Python ${own.minor}`,
          ),
          build.trace(entry.layer.range, 'the packages are copied here'),
        ],
      });
    }
    return findings.length === 0 && doubt ? doubt : failWith(findings);
  },
});
