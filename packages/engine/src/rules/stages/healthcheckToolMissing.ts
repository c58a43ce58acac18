import { baseName } from '../../contents/paths';
import {
  commandOf,
  parseShellScript,
  runScript,
  LayeredEnvironment,
} from '../../shell';
import type { StageState } from '../../contents';
import { areContentsKnown, type ImageFacts } from '../../images';
import { LANGUAGE_NAMES } from '../../images/languageNames';
import { imageName } from '../python/words';
import { defineRule } from '../defineRule';
import { failWith, notApplicable, unknown } from '../../verdict';

/** Alpine and the `:debug` tags of distroless are BusyBox as far as programs go. */
function hasBusyBox({ os, entry, family, shell }: ImageFacts): boolean {
  return (
    os === 'alpine' ||
    entry === 'busybox' ||
    (family === 'distroless' && shell === true)
  );
}

/** Images whose Dockerfiles add no tool that health checks use. */
const PLAIN = new Set(['alpine', 'busybox', 'python', 'node', 'golang', 'uv']);

/** Tools that health checks use, and the kinds of image that bring them along. */
function baseHas(state: StageState, tool: string): boolean | undefined {
  const { image } = state;
  if (!areContentsKnown(image)) return undefined;
  // buildpack-deps, which the full variants are made from
  if (image.family === 'full')
    return ['curl', 'wget', 'ps', 'pgrep'].includes(tool);
  // docker-library/php keeps curl in every variant
  if (image.entry === 'php' && tool === 'curl') return true;
  // the image of a product may add any tool to its system, as nginx:alpine does curl
  if (hasBusyBox(image) && !['wget', 'nc', 'ps', 'pgrep'].includes(tool))
    return PLAIN.has(image.entry ?? '') ? false : undefined;
  if (hasBusyBox(image)) return ['wget', 'nc', 'ps', 'pgrep'].includes(tool);
  if (
    image.family === 'slim' ||
    image.family === 'os' ||
    image.family === 'distroless' ||
    image.family === 'scratch' ||
    image.family === 'hardened' ||
    image.family === 'chiselled'
  ) {
    if (image.os === 'debian' || image.os === 'ubuntu' || image.shell === false)
      return false;
  }
  return undefined;
}

const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  nc: [
    'netcat-openbsd',
    'netcat',
    'netcat-traditional',
    'ncat',
    'nmap-ncat',
    'busybox',
  ],
  pg_isready: ['postgresql-client'],
  http: ['httpie'],
  ps: ['procps'],
  pgrep: ['procps'],
};

/** How to check where the tool is not: nothing can be installed in an image without a package manager. */
function cure(facts: ImageFacts | undefined, tool: string): string {
  const language = facts?.interpreter?.language;
  if (facts?.packageManager === null) {
    return language
      ? `Check with ${LANGUAGE_NAMES[language]} in exec form: nothing can be installed in this image.`
      : 'Let the service check itself by an option of its own, in exec form.';
  }
  if (tool === 'grpc_health_probe') return 'Copy its binary into the image.';
  return `Check with the language of the service, or install ${
    PACKAGES[tool]?.[0] ?? tool
  }.`;
}

const TOOLS = new Set([
  'curl',
  'wget',
  'nc',
  'http',
  'pg_isready',
  'grpc_health_probe',
  'ps',
  'pgrep',
]);

export const healthcheckToolMissing = defineRule({
  id: 'healthcheck-tool-missing',
  title: 'The health check calls a program that is not there',
  passing: 'The health check finds its program',
  category: 'operability',
  severity: 'high',
  level: 'bronze',
  weight: 4,
  aliases: [],
  docs: {
    what: 'Finds a HEALTHCHECK that calls `curl`, `wget` and the like in an image without them.',
    why: 'Every check fails, so the container is "unhealthy" for ever and gets restarted although the service is fine.',
    example:
      'FROM python:3.14-slim-trixie\nHEALTHCHECK CMD curl -f http://localhost:8000/healthz || exit 1',
    instead:
      'HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen(\'http://localhost:8000/healthz\', timeout=2)"]',
  },
  check(build) {
    const { target } = build;
    const check = target?.state.healthcheck;
    if (!target || !check) return notApplicable('There is no HEALTHCHECK.');
    const programs: string[] = [];
    if (check.line.form === 'exec')
      programs.push(check.line.words[0]?.value ?? '');
    else {
      runScript(parseShellScript(check.line.words[0]?.value ?? ''), {
        cwd: { known: true, value: '/' },
        env: new LayeredEnvironment({ get: () => undefined }),
        visit: step => {
          const name = commandOf(step)?.name;
          if (name?.known) programs.push(name.value);
        },
        onUnknown: () => {},
      });
    }
    for (const program of programs) {
      const tool = baseName(program);
      if (!TOOLS.has(tool)) continue;
      const packages = PACKAGES[tool] ?? [tool];
      if (
        build
          .packageFate()
          .some(
            ({ name, removed }) =>
              !removed && (packages.includes(name) || name === tool),
          )
      )
        continue;
      if (target.state.fs.entries.some(({ path }) => baseName(path) === tool))
        continue;
      const has = baseHas(target.state, tool);
      if (has === true) continue;
      if (has === undefined || target.doubt)
        return unknown(`Whether ${tool} is in the image is not known.`);
      return failWith([
        {
          message: `The health check calls \`${tool}\`, which ${imageName(
            target.facts?.reference.text ?? 'its base',
          )} does not have and nothing installs: every check fails. ${cure(
            target.facts,
            tool,
          )}`,
          range: check.place.range,
        },
      ]);
    }
    return failWith([]);
  },
});
