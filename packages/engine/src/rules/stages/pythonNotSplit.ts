import { packageUse } from '../../questions/buildPackages';
import type { Install } from '../../contents';
import type { TargetImage } from '../../questions/targetImage';
import { failWith, notApplicable, type Range, unknown } from '../../verdict';
import type { Build } from '../../questions/build';
import { defineRule } from '../defineRule';
import {
  atLine,
  imageName,
  installVerb,
  whatIsInstalled,
  fitting,
} from '../python/words';
import { isBuildTool } from './buildToolInFinal';
import { shippedCompilers } from '../../questions/shippedCompilers';

/** Packages in the layers of the final image that only building needs. */
function buildPackages(build: Build): ReturnType<Build['packageFate']> {
  return build
    .packageFate()
    .filter(({ name }) => ['compiler', 'headers'].includes(packageUse(name)));
}

/** What in the image is there only to install. */
function causeOf(
  build: Build,
  { state, facts, stage }: TargetImage,
): { text: string; range: Range } | undefined {
  const at = (name: string, range: Range) => ({
    text: `with \`${name}\` (${atLine(range)})`,
    range,
  });
  const shipped = shippedCompilers(build).find(
    ({ teller }) => teller === 'python-not-split',
  )?.item;
  if (shipped) return at(shipped.name, shipped.installed.range);
  if (facts?.toolchain) {
    const text = `on ${imageName(
      facts.reference.text,
    )}, which has compilers and headers`;
    return { text, range: stage.range };
  }
  for (const { content, made } of state.fs.entries) {
    if (content.kind === 'tool' && isBuildTool(content.name))
      return at(content.name, made.range);
  }
  for (const { distributions, range } of state.installs) {
    const name = distributions.find(isBuildTool);
    if (name !== undefined) return at(name, range);
  }
  return undefined;
}

/** What to copy, and into which image. */
function cureFor({ target }: Install, { facts }: TargetImage): string {
  if (target.environment?.kind === 'conda')
    return 'Install in a build stage, and copy the environment into a slim image.';
  const isCuda = /(?:^|\/)cuda$/.test(facts?.reference.name ?? '');
  return `Install in a build stage, and copy the virtual environment into a ${
    isCuda ? '`runtime` variant of the image' : 'slim image'
  }.`;
}

export const pythonNotSplit = defineRule({
  id: 'python-not-split',
  title: 'Python packages are installed in the final image',
  passing: 'Python packages are installed in a build stage',
  category: 'build-separation',
  severity: 'high',
  level: 'silver',
  weight: 12,
  aliases: ['DF011'],
  docs: {
    what: 'Finds a file that installs Python packages in the final stage, together with things that only installing needs: compilers, headers, the full base image, uv or Poetry.',
    why: 'What is needed to install is not needed to run. Counting FROM lines says nothing: often only the front end has a stage of its own.',
    example:
      'FROM node:24-slim AS frontend\nWORKDIR /web\nCOPY web/ ./\nRUN npm ci && npm run build\n\nFROM python:3.14-trixie\nCOPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY --from=frontend /web/dist ./static',
    instead:
      'FROM node:24-slim AS frontend\nWORKDIR /web\nCOPY web/ ./\nRUN npm ci && npm run build\n\nFROM python:3.14-slim-trixie AS builder\nRUN python -m venv /opt/venv\nCOPY requirements.txt ./\nRUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n\nFROM python:3.14-slim-trixie\nCOPY --from=builder /opt/venv /opt/venv\nCOPY --from=frontend /web/dist ./static',
    exceptions:
      'A single stage on a slim image that leaves nothing behind has nothing to split.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    if (!build.isPython) return notApplicable('The image does not run Python.');
    const own = target.ownInstalls();
    if (own.length === 0) return failWith([]);
    const [install] = own;
    const fate = buildPackages(build);
    const purged = fate.find(({ removed }) => removed?.sameLayer);
    const cause = causeOf(build, target);
    const message = (text: string, fix = cureFor(install, target)) => {
      const verb = installVerb(install);
      const line = `line ${install.range.start.line}`;
      return fitting(
        `${whatIsInstalled(
          install,
        )} ${verb} installed in the final image (${line}) ${text}. ${fix}`,
        `Python packages are installed in the final image (${line}) ${text}. ${fix}`,
        `Python packages are installed in the final image (${line}) beside what only compiling needs. ${fix}`,
      );
    };
    if (cause) {
      return failWith([
        {
          message: message(cause.text),
          range: install.range,
          trace: [
            build.trace(cause.range, 'is needed only to install'),
            build.trace(install.range, 'installs into the final image'),
          ],
        },
      ]);
    }
    if (purged) {
      return failWith([
        {
          message: message(
            `with \`${purged.name}\`, which the same RUN removes: every change compiles all again`,
            'Install in a build stage, and copy the environment.',
          ),
          range: install.range,
          severity: 'low',
        },
      ]);
    }
    if (target.facts?.toolchain === undefined)
      return unknown('Whether the base image has compilers is not known.');
    return failWith([]);
  },
});
