import type { Entry } from '../../contents';
import { baseName, resolvePath } from '../../contents/paths';
import type { Launch } from '../../contents/launch';
import type { Build } from '../build';
import { defineRule, failWith, notApplicable, unknown } from '../defineRule';
import { isPythonProgram } from '../python/crossings';
import { launchText } from '../python/words';

/** Modules that come with Python or with tools. */
const FOREIGN_MODULES = new Set(
  'http venv pip gunicorn uvicorn flask celery hypercorn daphne waitress streamlit jupyter notebook pytest unittest asyncio smtpd SimpleHTTPServer django alembic awscli debugpy pdb ipython IPython granian fastapi timeit json cProfile'.split(
    ' ',
  ),
);

type Wanted =
  | { kind: 'file'; path: string }
  | { kind: 'module'; module: string };

/** What code of the project a launch needs. */
function wantedBy(build: Build, { program, args }: Launch): Wanted | undefined {
  const workdir = build.target?.state.workdir;
  const at = (path: string): Wanted | undefined =>
    workdir?.known || path.startsWith('/')
      ? {
          kind: 'file',
          path: resolvePath(workdir?.known ? workdir.value : '/', path),
        }
      : undefined;
  if (isPythonProgram(program)) {
    const i = args.findIndex(word => !/^-(?!m$|c$)/.test(word));
    const word = args[i];
    if (word === '-m') {
      const module = args[i + 1];
      const top = module?.split('.')[0];
      return module && top && !FOREIGN_MODULES.has(top)
        ? { kind: 'module', module }
        : undefined;
    }
    return word !== undefined && word !== '-c' && /\.py$/.test(word)
      ? at(word)
      : undefined;
  }
  if (
    /^(?:gunicorn|uvicorn|hypercorn|daphne|granian|waitress-serve)$/.test(
      baseName(program),
    )
  ) {
    const app = args.find(word =>
      /^[A-Za-z_][\w.]*:[A-Za-z_][\w.()]*$/.test(word),
    );
    return app ? { kind: 'module', module: app.split(':')[0] } : undefined;
  }
  return undefined;
}

/** Something in the image that may be or hold the code. */
function mayBeCode({ content }: Entry, module: string): boolean {
  switch (content.kind) {
    case 'context':
      return !/(?:^|\/)(?:requirements[^/]*\.(?:txt|in)|pyproject\.toml|uv\.lock|poetry\.lock|Pipfile(?:\.lock)?|setup\.cfg|package(?:-lock)?\.json|README[^/]*|.*\.(?:sh|conf|ini|ya?ml|toml|json|txt|md|crt|pem|cfg))$/.test(
        content.source,
      );
    case 'packages': {
      const { projects, editable, distributions, complete, requirements } =
        content.install;
      if (projects.length > 0 || editable.length > 0) return true;
      const top = module.split('.')[0].toLowerCase().replace(/_/g, '-');
      if (
        distributions.some(
          name =>
            name === top || name.startsWith(`${top}-`) || top.startsWith(name),
        )
      )
        return true;
      return !complete && requirements.length === 0;
    }
    case 'directory':
    case 'scripts':
    case 'environment':
    case 'interpreter':
    case 'tool':
    case 'cache':
      return false;
    case 'made':
      return (
        content.by !== 'a redirection' &&
        content.by !== 'touch' &&
        content.by !== 'curl' &&
        content.by !== 'wget'
      );
    case 'part':
      return true;
    default:
      return true;
  }
}

export const appCodeMissing = defineRule({
  id: 'app-code-missing',
  title: 'The application itself is not in the image',
  category: 'build-separation',
  severity: 'critical',
  level: 'bronze',
  weight: 10,
  aliases: [],
  docs: {
    what: 'Finds a start command that names a module or script of the project while the image holds nothing but dependencies.',
    why: 'Packages without the program cannot start: `ModuleNotFoundError` or "can\'t open file".',
    example:
      'COPY --from=builder /opt/venv /opt/venv\nCMD ["gunicorn", "src.app:app"]',
    instead:
      'COPY --from=builder /opt/venv /opt/venv\nCOPY src/ ./src/\nCMD ["gunicorn", "src.app:app"]',
    exceptions:
      'In a file of one stage the code may be mounted when the container starts; then nothing certain is said.',
  },
  check(build) {
    const { target } = build;
    if (!target) return notApplicable('There is no stage that ships.');
    const wanted = target.launches
      .map(launch => ({ launch, wants: wantedBy(build, launch) }))
      .find(
        ({ wants, launch }) =>
          wants !== undefined && launch.certainty === 'sure',
      );
    if (!wanted?.wants)
      return notApplicable(
        'The start command names no module or script of the project.',
      );
    const { launch, wants } = wanted;
    const name = wants.kind === 'file' ? wants.path : wants.module;
    if (target.facts?.family === 'unknown' || target.facts === undefined)
      return unknown('What the base image holds is not known.');
    if (target.facts.family === 'framework')
      return unknown('The base image may bring code along.');
    if (wants.kind === 'file') {
      const held = target.holds(wants.path);
      if (held.state === 'present') return failWith([]);
      if (held.state === 'unknown')
        return unknown(
          `Whether ${wants.path} is in the image is not known: ${held.reason}.`,
        );
    } else if (
      target.state.fs.entries.some(entry => mayBeCode(entry, wants.module))
    )
      return failWith([]);
    const taint = target.state.fs.taints[0];
    if (taint)
      return unknown(
        `Whether ${name} is in the image is not known: ${taint.reason}.`,
      );
    if (
      target.stage.instructions.some(
        ({ instruction }) => instruction.kind === 'VOLUME',
      ) ||
      isMounted(build)
    )
      return unknown('The code may be mounted when the container starts.');
    return failWith([
      {
        message: `\`${launchText(launch)}\` cannot start: nothing puts ${
          wants.kind === 'file' ? wants.path : `the module ${wants.module}`
        } into the image. Copy the source, e.g. \`COPY src/ ./src/\`, or install the project into the environment.`,
        range: launch.range,
        trace: [build.trace(launch.range, `needs ${name}`)],
      },
    ]);
  },
});

/** A file of one stage that copies only manifests is made to have its code mounted. */
function isMounted(build: Build): boolean {
  return build.stages.length === 1;
}
