import { dockerfile } from '../dockerfile';
import type { Install } from '../../contents';
import { directoryOf, isWithin, relativeTo } from '../../contents/paths';
import type { TargetImage } from '../../questions/targetImage';
import { projectFacts } from '../../contents/python/project';
import { defineRule } from '../defineRule';
import { crossings } from '../../questions/python/crossings';
import { atLine, startClause } from './words';
import {
  failWith,
  notApplicable,
  type Draft,
  type Verdict,
  unknown,
} from '../../verdict';

/** How each tool installs a project as packages, not as a link. */
function cureFor({ tool, requirements }: Install, project: string): string {
  const isSynced = requirements.some(path => path.endsWith('uv.lock'));
  if (tool === 'pdm' || (tool === 'uv' && isSynced))
    return 'Add `--no-editable`.';
  if (tool === 'pip' || tool === 'uv') return 'Install it without `-e`.';
  const build = tool === 'poetry' ? 'poetry build' : 'pip wheel';
  return `Copy ${project} to the same path, or install the wheel that \`${build}\` makes of it.`;
}

/** A directory above was copied, and may well hold it. */
function isPartOfTree(
  target: TargetImage,
  project: string,
  environment: string | undefined,
): boolean {
  return target.state.fs.entries.some(
    entry =>
      entry.extent === 'tree' &&
      entry.path !== project &&
      entry.path !== environment &&
      isWithin(project, entry.path) &&
      ['context', 'made', 'image', 'part'].includes(entry.content.kind) &&
      target.treeHolds(entry, relativeTo(project, entry.path)) !== 'absent',
  );
}

export const editableWithoutSource = defineRule({
  id: 'editable-without-source',
  title: 'An editable install lost its source',
  passing: 'No install depends on source that was left behind',
  category: 'build-separation',
  severity: 'critical',
  consequence: 'does-not-start',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds a project that is installed editable in a build stage whose source directory does not reach the image.',
    why: 'An editable install only links to the source. `uv sync` and `poetry install` do this by default; without the directory the package cannot be imported.',
    example: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src ./src
RUN uv sync --locked --no-dev

FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["my-service"]
`,
    instead: dockerfile`
FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS builder
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src ./src
RUN uv sync --locked --no-dev --no-editable

FROM python:3.14-slim-trixie
COPY --from=builder /app/.venv /app/.venv
ENV PATH="/app/.venv/bin:$PATH"
CMD ["my-service"]
`,
    exceptions: 'Copying the source to the very same path also works.',
  },
  check(build) {
    const { target } = build;
    const editable = crossings(build).filter(
      ({ install }) => install && install.editable.length > 0,
    );
    if (!target || editable.length === 0)
      return notApplicable('No editable install travels into the image.');
    const findings: Draft[] = [];
    let doubt: Verdict | undefined;
    for (const { install, entry } of editable) {
      for (const project of install?.editable ?? []) {
        if (!install) continue;
        const environment = install.target.environment?.path;
        // installed again without a link, or from wheels
        const again = target.state.fs.entries.some(
          ({ content }) =>
            content.kind === 'packages' &&
            content.install !== install &&
            content.install.target.packages === install.target.packages &&
            content.install.projects.length > 0,
        );
        if (again) continue;
        const source = target
          .within(project)
          .filter(
            ({ path, content }) =>
              content.kind !== 'directory' &&
              !(environment && isWithin(path, environment)),
          );
        if (source.length > 0 || isPartOfTree(target, project, environment))
          continue;
        if (target.taintOver(project)) {
          doubt = unknown(
            `Whether ${project} reaches the image is not known: ${
              target.taintOver(project)?.reason
            }.`,
          );
          continue;
        }
        const state = build.states[install.place.stage];
        const isPackage = state
          ? projectFacts(state, project).isPackage
          : undefined;
        const elsewhere = target.state.fs.entries.some(
          ({ content }) =>
            content.kind === 'context' || content.kind === 'image',
        );
        // a dependency is a package in any case
        const isOwn = install.requirements.some(
          path => directoryOf(path) === project,
        );
        if (isOwn && isPackage === false) continue;
        if (isOwn && isPackage === undefined && elsewhere) {
          doubt = unknown(
            'Whether pyproject.toml has a build system, so that the project is installed at all, is not known.',
          );
          continue;
        }
        findings.push({
          message: `\`${
            install.tool
          }\` installs only a link to ${project} (${atLine(install.range)}); ${
            entry.path
          } is copied (${atLine(
            entry.layer.range,
          )}), ${project} is not, so ${startClause(build)}. ${cureFor(
            install,
            project,
          )}`,
          range: entry.layer.range,
          trace: [
            build.trace(
              install.range,
              `installed editable: a link to ${project}`,
            ),
            build.trace(
              entry.layer.range,
              'the environment is copied, the source it links to is not',
            ),
          ],
        });
      }
    }
    return findings.length === 0 && doubt ? doubt : failWith(findings);
  },
});
