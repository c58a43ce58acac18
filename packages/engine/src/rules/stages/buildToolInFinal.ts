import { baseName } from '../../contents/paths';
import { missingProgram } from '../../questions/programs/missingPrograms';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft } from '../../verdict';

const TOOLS = new Set([
  'uv',
  'uvx',
  'poetry',
  'pipenv',
  'pdm',
  'hatch',
  'rye',
  'pip-tools',
  'conda-pack',
  'pixi',
]);

/** Tools that install projects and are not needed to run them. */
export function isBuildTool(name: string): boolean {
  return TOOLS.has(name);
}

export const buildToolInFinal = defineRule({
  id: 'build-tool-in-final',
  title: 'An installer is in the final image',
  passing: 'No installer is in the final image',
  category: 'build-separation',
  severity: 'medium',
  level: 'gold',
  weight: 3,
  aliases: [],
  docs: {
    what: 'Finds uv, Poetry, Pipenv, PDM or Hatch in the image, or as what starts the service.',
    why: 'They install; nothing at run time needs them. `uv run` may even try to install again when the container starts.',
    example:
      'COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/\nCMD ["uv", "run", "my-service"]',
    instead: 'ENV PATH="/app/.venv/bin:$PATH"\nCMD ["my-service"]',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    if (!build.isPython) return notApplicable('The image does not run Python.');
    const findings: Draft[] = [];
    const started = target.launches.find(({ through }) => through.length > 0);
    const tool = target.state.fs.entries.find(
      ({ content, path }) =>
        content.kind === 'tool' &&
        isBuildTool(content.name) &&
        target.holds(path).state === 'present',
    );
    if (tool?.content.kind === 'tool') {
      findings.push({
        message: `\`${tool.content.name}\` is in the final image (line ${
          tool.layer.range.start.line
        })${
          started
            ? `, only to start the service with \`${started.through[0]}\``
            : ''
        }. Use it in a build stage or from a bind mount, and start the program of the virtual environment itself.`,
        range: tool.layer.range,
        trace: started ? [build.trace(started.range, 'starts through it')] : [],
      });
    } else {
      const install = target.state.installs.find(
        ({ distributions, target: { scheme } }) =>
          scheme !== 'wheels' && distributions.some(isBuildTool),
      );
      const name = install?.distributions.find(isBuildTool);
      if (install && name) {
        findings.push({
          message: `\`${name}\` is installed in the final image (line ${install.range.start.line}). Use it in a build stage only.`,
          range: install.range,
        });
      } else if (started && !missingProgram(build)) {
        findings.push({
          message: `The service starts through \`${
            started.through[0]
          }\` (line ${
            started.range.start.line
          }), so the tool is in the image too. Start \`${baseName(
            started.program,
          )}\` of the virtual environment itself.`,
          range: started.range,
        });
      }
    }
    return failWith(findings);
  },
});
