import { dockerfile } from '../dockerfile';
import { defineRule } from '../defineRule';
import { atLine } from '../python/words';
import { inContext } from './testsOrVcsCopied';
import {
  failWith,
  notApplicable,
  type Draft,
  type Verdict,
  unknown,
} from '../../verdict';

export const hostVenvOverwrites = defineRule({
  id: 'host-venv-overwrites',
  title: 'The local environment is copied over the one in the image',
  passing: 'No local environment is copied over the one in the image',
  category: 'build-separation',
  severity: 'high',
  consequence: 'may-not-start',
  level: 'silver',
  weight: 5,
  aliases: [],
  docs: {
    what: 'Finds `COPY . .` onto a directory in which a virtual environment was made before, without a .dockerignore entry for it.',
    why: 'A developer who has a `.venv` beside the Dockerfile replaces the one in the image with it: other platform, other Python, links into a home directory. It works in CI and breaks on a laptop.',
    example: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY . /app
CMD ["/app/.venv/bin/python", "-m", "src"]
`,
    instead: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --no-install-project
COPY src /app/src
CMD ["/app/.venv/bin/python", "-m", "src"]
`,
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const feeders = target.feeders();
    const findings: Draft[] = [];
    let asked = false;
    let doubt: Verdict | undefined;
    for (const state of build.states) {
      if (!state || !feeders.has(state.stage)) continue;
      for (const environment of state.environments) {
        if (environment.place.stage !== state.stage) continue;
        for (const entry of state.fs.entries) {
          if (
            entry.content.kind !== 'context' ||
            entry.extent !== 'tree' ||
            entry.content.partial ||
            entry.layer.stage !== state.stage ||
            entry.moves.length > 0
          )
            continue;
          if (entry.layer.instruction <= environment.place.instruction)
            continue;
          const path = inContext(
            environment.path,
            entry.path,
            entry.content.source,
          );
          if (
            path === undefined ||
            !/^\.?v?env/.test(path.slice(path.lastIndexOf('/') + 1))
          )
            continue;
          asked = true;
          const ignored = build.files.ignores(path);
          if (ignored === undefined)
            doubt = unknown('The .dockerignore is not known.');
          else if (!ignored) {
            findings.push({
              message: `\`COPY ${entry.content.source}\` (${atLine(
                entry.layer.range,
              )}) overwrites ${environment.path}, which ${atLine(
                environment.place.range,
              )} created: a local ${path} on the build machine replaces it. Add \`${path}\` to .dockerignore.`,
              range: entry.layer.range,
              trace: [
                build.trace(
                  environment.place.range,
                  `the environment is made at ${environment.path}`,
                ),
                build.trace(
                  entry.layer.range,
                  `the build context may bring its own ${path}`,
                ),
              ],
            });
          }
        }
      }
    }
    if (!asked) return notApplicable('Nothing is copied over an environment.');
    return findings.length === 0 && doubt ? doubt : failWith(findings);
  },
});
