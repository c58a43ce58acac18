import { baseName } from '../../contents/paths';
import { requirementLines } from '../../contents/python/requirements';
import type { Install } from '../../contents';
import type { Build } from '../../questions/build';
import { crossings } from '../../questions/python/crossings';
import { atLine, asCode } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

/** Requirement lines without an exact version. */
function unpinnedLines(text: string): string[] {
  return requirementLines(text)
    .filter(
      line =>
        /^[A-Za-z0-9]/.test(line) && !/===?|@\s*(?:https?|git|file)/.test(line),
    )
    .map(line => line.replace(/[\s;<>~!=[].*$/, ''));
}

/** Names that are not locked; `undefined`: not known. */
function looseIn({
  tool,
  distributions,
  unpinned,
  requirements,
  requirementsTexts,
  offline,
  target,
}: Install): string[] | undefined {
  // the wheels that lie there have one version each
  if (offline) return [];
  // the locks of these tools are exact, and they refuse to install without one
  if (
    tool === 'poetry' ||
    tool === 'pipenv' ||
    tool === 'pdm' ||
    (tool === 'uv' && requirements.some(path => path.endsWith('uv.lock')))
  )
    return [];
  if (
    tool === 'conda' ||
    (target.scheme === 'wheels' &&
      distributions.length === 0 &&
      requirements.length === 0)
  )
    return [];
  const loose = [...unpinned];
  let known = true;
  for (const text of requirementsTexts) {
    if (text === undefined) known = false;
    else loose.push(...unpinnedLines(text));
  }
  return loose.length === 0 && !known ? undefined : loose;
}

/** Installs for the Python that ships; what a build stage of another language uses is a tool. */
function installsForService(build: Build): Install[] {
  const { target } = build;
  if (!target) return [];
  const carriers = new Set(
    crossings(build).flatMap(({ from }) => build.stages[from]?.chain ?? []),
  );
  // packages that are left behind are still those of the service
  const isLost =
    carriers.size === 0 &&
    (target.facts?.interpreter?.language === 'python' ||
      target.runsPython() === true);
  return build
    .allInstalls()
    .filter(
      ({ place: { stage } }) =>
        target.inChain(stage) ||
        carriers.has(stage) ||
        (isLost && target.feeders().has(stage)),
    );
}

/** `pip install flask>=3` without quotes writes to a file called `=3`. */
function redirectOf(build: Build, install: Install): string | undefined {
  const call = build.callAt(install.range);
  const target = call?.step.redirects.find(
    ({ operator, target: { raw } }) => operator === '>' && /^=\d/.test(raw),
  );
  return target?.target.raw;
}

export const dependenciesNotLocked = defineRule({
  id: 'dependencies-not-locked',
  title: 'The versions of the dependencies are not pinned',
  passing: 'The versions of the dependencies are pinned',
  category: 'efficiency',
  severity: 'medium',
  level: 'silver',
  weight: 4,
  aliases: ['DL3013'],
  docs: {
    what: 'Finds Python packages that are installed without an exact version, in the command or in a requirements file whose text is known.',
    why: "Tomorrow's build takes other versions than today's, and the one that broke cannot be built again.",
    example: 'RUN pip install flask gunicorn',
    instead:
      'COPY requirements.lock .\nRUN pip install --require-hashes -r requirements.lock',
    exceptions: 'uv, Poetry, Pipenv and PDM install from their lock files.',
  },
  check(build) {
    const installs = installsForService(build);
    if (installs.length === 0)
      return notApplicable('No Python packages are installed for what ships.');
    const findings: Draft[] = [];
    let doubt = false;
    for (const install of installs) {
      const loose = looseIn(install);
      if (loose === undefined) doubt = true;
      else if (redirectOf(build, install) !== undefined) {
        findings.push({
          message: `The shell reads \`>${redirectOf(
            build,
            install,
          )}\` as a redirection (${atLine(
            install.range,
          )}): any version is installed, and a file of that name is written. Put the requirement in quotes.`,
          range: install.range,
        });
      } else if (loose.length > 0) {
        const file =
          install.unpinned.length === 0
            ? ` of ${baseName(install.requirements[0] ?? '')}`
            : '';
        findings.push({
          message: `${asCode(loose.slice(0, 3))}${
            loose.length > 3 ? ` and ${loose.length - 3} more` : ''
          }${file} ${
            loose.length === 1 ? 'has' : 'have'
          } no exact version (${atLine(
            install.range,
          )}). Lock them with \`uv lock\` or \`pip-compile --generate-hashes\`.`,
          range: install.range,
        });
      }
    }
    return findings.length === 0 && doubt
      ? unknown('The text of the requirements file is not known.')
      : failWith(findings);
  },
});
