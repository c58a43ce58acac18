import { dockerfile } from '../dockerfile';
import type { Install } from '../../contents';
import { baseName } from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import { defineRule } from '../defineRule';
import {
  bareScripts,
  bringsScript,
  crossings,
} from '../../questions/python/crossings';
import { atLine, launchText, fitting, endOfPath } from './words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** The packages are in the image, and a command of theirs is not. */
function lacksScript(
  target: TargetImage,
  install: Install,
  name: string,
): boolean {
  const carried = target.carried(install);
  return (
    (carried === 'packages' || carried === 'whole') &&
    !target.state.fs.entries.some(
      ({ content, path }) =>
        (content.kind === 'scripts' && content.install === install) ||
        (content.kind === 'part' &&
          content.of.kind === 'scripts' &&
          content.of.install === install &&
          baseName(path) === name),
    )
  );
}

export const consoleScriptsNotCopied = defineRule({
  id: 'console-scripts-not-copied',
  title: 'Packages are copied without their commands',
  passing: 'Packages are copied with their commands',
  category: 'build-separation',
  severity: 'high',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 8,
  aliases: [],
  docs: {
    what: 'Finds a start command that is a console script of a package whose modules were copied but whose `bin` directory was not.',
    why: 'pip writes modules to `site-packages` and commands to `bin`. With only the first, `python -m gunicorn` works but `gunicorn` is not found.',
    example: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
    instead: dockerfile`
FROM python:3.14-slim-trixie AS builder
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir gunicorn==23.0.0

FROM python:3.14-slim-trixie
COPY --from=builder /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
COPY app.py .
CMD ["gunicorn", "app:app"]
`,
  },
  check(build) {
    const { target } = build;
    const carried = crossings(build).filter(
      ({ install }) => install !== undefined,
    );
    if (!target || carried.length === 0)
      return notApplicable('No packages are copied from another stage.');
    const findings: Draft[] = [];
    for (const launch of bareScripts(build)) {
      const found = target.resolves(launch.program);
      if (found.state === 'found') continue;
      const owner = carried.find(
        ({ install }) =>
          install &&
          lacksScript(target, install, launch.program) &&
          bringsScript(install, launch.program) === true,
      );
      if (!owner?.install) continue;
      if (target.doubt)
        return unknown(
          `Whether \`${launch.program}\` is in the image is not known: ${target.doubt}.`,
        );
      if (
        target.state.installs.some(
          install =>
            target.inChain(install.place.stage) &&
            bringsScript(install, launch.program) !== false,
        )
      )
        continue;
      const { install, entry } = owner;
      findings.push({
        message: fitting(
          ...[
            [launchText(launch), entry.path],
            [baseName(launch.program), endOfPath(entry.path)],
          ].map(
            ([start, path]) =>
              `\`${start}\` cannot start: ${path} is copied (${atLine(
                entry.layer.range,
              )}), but not ${
                install.target.scripts ?? 'bin'
              } of stage ${build.stageName(
                owner.from,
              )}, which has the command. Copy it too, or start \`python -m ${
                launch.program
              }\`.`,
          ),
        ),
        range: launch.range,
        trace: [
          build.trace(
            install.range,
            `the packages and the command \`${launch.program}\` are installed here`,
          ),
          build.trace(entry.layer.range, 'only the packages are copied'),
          build.trace(
            launch.range,
            `\`${launch.program}\` is looked up on the PATH`,
          ),
        ],
      });
    }
    return failWith(findings);
  },
});
