import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { mainCrossings } from '../../questions/python/crossings';
import { atLine } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

export const condaEnvRelocated = defineRule({
  id: 'conda-env-relocated',
  title: 'The conda environment is moved',
  passing: 'The conda environment is where it was made',
  category: 'build-separation',
  severity: 'high',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds a conda environment that is in the image at a different path from where it was created.',
    why: 'conda writes the prefix of an environment into its binaries and scripts. Moved by COPY, they look for files that are not there.',
    example: dockerfile`
FROM condaforge/miniforge3:25.3.1-0 AS builder
RUN mamba create -y -n app python=3.13 flask

FROM debian:trixie-slim
COPY --from=builder /opt/conda/envs/app /venv
CMD ["/venv/bin/flask", "run"]
`,
    instead: dockerfile`
FROM condaforge/miniforge3:25.3.1-0 AS builder
RUN mamba create -y -p /venv python=3.13 flask

FROM debian:trixie-slim
COPY --from=builder /venv /venv
CMD ["/venv/bin/flask", "run"]
`,
    exceptions:
      '`conda-pack` with `conda-unpack` makes an environment that may move.',
  },
  check(build) {
    const moved = mainCrossings(build).filter(
      ({ install, environment }) => !install && environment?.kind === 'conda',
    );
    if (moved.length === 0)
      return notApplicable(
        'No conda environment is copied from another stage.',
      );
    const findings: Draft[] = [];
    for (const { environment, entry } of moved) {
      if (
        !environment ||
        entry.path === environment.path ||
        environment.path.endsWith('/envs/environment')
      )
        continue;
      const unpacked = build.states.some(state =>
        state?.calls.some(
          ({ name }) => name === 'conda-unpack' || name === 'conda-pack',
        ),
      );
      if (unpacked)
        return unknown('The environment is packed with conda-pack.');
      findings.push({
        message: `The conda environment is made at ${
          environment.path
        } (${atLine(
          environment.place.range,
        )}), a path that conda writes into its files, and copied to ${
          entry.path
        } (${atLine(entry.layer.range)}). Create it at ${
          entry.path
        } with \`-p\`, or use conda-pack and conda-unpack.`,
        range: entry.layer.range,
        trace: [
          build.trace(
            environment.place.range,
            `created at ${environment.path}`,
          ),
          build.trace(entry.layer.range, `copied to ${entry.path}`),
        ],
      });
    }
    return failWith(findings);
  },
});
