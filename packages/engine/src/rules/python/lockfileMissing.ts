import { baseName } from '../../contents/paths';
import {
  defineRule,
  failWith,
  notApplicable,
  unknown,
  type Draft,
} from '../defineRule';
import { atLine } from './words';

export const lockfileMissing = defineRule({
  id: 'lockfile-missing',
  title: 'The lock file is not there when it is needed',
  category: 'build-separation',
  severity: 'critical',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds an installer that insists on a lock file (`uv sync --locked`, `--frozen`, `pipenv sync`, `pip install -r`) where the file has not been copied.',
    why: 'The build stops at that line.',
    example: 'COPY pyproject.toml ./\nRUN uv sync --locked --no-dev',
    instead: 'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev',
  },
  check(build) {
    const { target } = build;
    const reachable = new Set(
      build.stages
        .filter(stage => stage.reachable || stage.index === target?.stage.index)
        .map(({ index }) => index),
    );
    const needing = build
      .allInstalls()
      .filter(
        ({ needsLock, requirements, tool, place }) =>
          reachable.has(place.stage) &&
          (needsLock ||
            ((tool === 'pip' || tool === 'uv') && requirements.length > 0)),
      );
    if (needing.length === 0)
      return notApplicable('No installer needs a lock file.');
    const findings: Draft[] = [];
    let doubt = false;
    for (const install of needing) {
      for (const [i, path] of install.requirements.entries()) {
        const found = install.requirementsFound[i];
        if (found === 'unknown')
          doubt ||= build.files.has(baseName(path)) === undefined;
        if (
          found !== 'absent' ||
          install.certainty === 'maybe' ||
          /\/\w+:\//.test(path)
        )
          continue;
        findings.push({
          message: `\`${install.tool}\` needs ${path} (${atLine(
            install.range,
          )}), but no COPY has brought it there: the build stops. Copy ${baseName(
            path,
          )} before this line.`,
          range: install.range,
          trace: [build.trace(install.range, `reads ${path}`)],
        });
      }
    }
    return findings.length === 0 && doubt
      ? unknown(
          'Whether the file is part of what is copied from the build context is not known.',
        )
      : failWith(findings);
  },
});
