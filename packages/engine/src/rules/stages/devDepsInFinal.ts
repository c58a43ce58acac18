import type { Entry, Install } from '../../contents';
import type { ImageFacts } from '../../images';
import type { Build } from '../../questions/build';
import { isBuiltAfter } from '../../questions/nodeBuilds';
import { testToolsIn } from '../../contents/python/requirements';
import { crossings } from '../../questions/python/crossings';
import { baseName } from '../../contents/paths';
import { defineRule } from '../defineRule';
import { asCode, atLine, endOfPath } from '../python/words';
import { failWith, notApplicable, type Draft, unknown } from '../../verdict';

const CURES: Readonly<Record<string, readonly [string, string]>> = {
  uv: ['the `dev` group', 'Add `--no-dev` or set UV_NO_DEV=1.'],
  poetry: ['the development group', 'Use `poetry install --only main`.'],
  pdm: ['the development dependencies', 'Use `pdm sync --prod`.'],
  pipenv: ['the development packages', 'Leave out `--dev`.'],
};

function whatAndCure({
  tool,
  distributions,
  requirements,
}: Pick<Install, 'tool' | 'distributions' | 'requirements'>): readonly [
  what: string,
  cure: string,
] {
  const tools = testToolsIn(distributions).slice(0, 3);
  if (tools.length > 0) {
    const cureOfTools = 'Leave them out, or install them in a test stage.';
    return [asCode(tools), cureOfTools];
  }
  const file = requirements.find(path => /dev|test|lint/.test(baseName(path)));
  if (!file) return CURES[tool] ?? ['the development group', 'Leave it out.'];
  return [
    `the packages of ${baseName(file)}`,
    'Install only what runs, and the rest in a test stage.',
  ];
}

const PRODUCTION: Readonly<Record<string, string>> = {
  yarn: 'yarn install --production',
  pnpm: 'pnpm install --prod',
  bun: 'bun install --production',
};

/** npm 7 has `--omit`, older ones ignore it; it came with Node.js 15. */
function knowsOmit(image: ImageFacts | undefined): boolean {
  const { language, version } = image?.interpreter ?? {};
  return language !== 'node' || version === undefined || Number(version) >= 15;
}

/** The command of the same tool; `npm ci` fails where there is no lock file. */
function withoutDevelopment(build: Build, { made }: Entry): string {
  const call = build.states[made.stage]?.calls.find(
    ({ name, place }) =>
      place.instruction === made.instruction &&
      (name === 'npm' || PRODUCTION[name] !== undefined),
  );
  const known = call && PRODUCTION[call.name];
  if (known) return known;
  const isClean = call?.args.some(({ raw }) =>
    /^(?:ci|clean-install)$/.test(raw),
  );
  const option = knowsOmit(build.states[made.stage]?.image)
    ? '--omit=dev'
    : '--only=production';
  return isClean ? `npm ci ${option}` : `npm install ${option}`;
}

/** Where the same stage builds with them, leaving them out would stop that. */
function cureOfModules(build: Build, entry: Entry): string {
  const command = withoutDevelopment(build, entry);
  const { stage, range } = entry.made;
  return build.target?.inChain(stage) &&
    isBuiltAfter(build, stage, range.start.line)
    ? `Build in a separate stage, and install with \`${command}\` in the final one.`
    : `Install with \`${command}\` for the final stage.`;
}

export const devDepsInFinal = defineRule({
  id: 'dev-deps-in-final',
  title: 'Development dependencies are in the final image',
  passing: 'No development dependencies are in the final image',
  category: 'build-separation',
  severity: 'high',
  level: 'gold',
  weight: 5,
  aliases: ['DF031'],
  docs: {
    what: 'Finds installs that bring test tools, linters and other development dependencies into the image.',
    why: '`uv sync` and `poetry install` install the development group unless told otherwise; so does `npm ci`. It is weight, and code that nobody patches in production.',
    example: 'RUN uv sync --locked',
    instead: 'RUN uv sync --locked --no-dev',
    exceptions:
      'In a stage that is only built with `--target test` they belong.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no final stage.');
    const python = [
      ...new Set([
        ...target.state.installs,
        ...crossings(build).flatMap(({ install }) =>
          install ? [install] : [],
        ),
      ]),
    ].filter(({ target: { scheme } }) => scheme !== 'wheels');
    const modules = target.state.fs.entries.filter(
      ({ content, path }) =>
        content.kind === 'node-modules' && !/\/usr\/local\/lib\//.test(path),
    );
    if (python.length === 0 && modules.length === 0)
      return notApplicable('No dependencies are installed.');
    const findings: Draft[] = [];
    for (const {
      development,
      tool,
      range,
      distributions,
      requirements,
    } of python) {
      if (development !== 'yes') continue;
      const [what, cure] = whatAndCure({ tool, distributions, requirements });
      findings.push({
        message: `\`${tool}\` also installs ${what} (${atLine(
          range,
        )}) into the final image. ${cure}`,
        range,
      });
    }
    // a later install or prune without them decides for node_modules
    const last = new Map(modules.map(entry => [entry.path, entry]));
    let doubt = false;
    for (const entry of last.values()) {
      if (entry.content.kind !== 'node-modules') continue;
      if (entry.content.development === 'unknown') doubt = true;
      if (entry.content.development !== 'yes') continue;
      findings.push({
        message: `${endOfPath(
          entry.path,
        )} is installed with development dependencies (${atLine(
          entry.made.range,
        )}), and it is in the final image. ${cureOfModules(build, entry)}`,
        range: entry.made.range,
      });
    }
    return findings.length === 0 && doubt
      ? unknown('Whether development dependencies are left out is not known.')
      : failWith(findings);
  },
});
